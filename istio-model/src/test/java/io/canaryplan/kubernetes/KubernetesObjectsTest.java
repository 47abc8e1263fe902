// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesObjectsTest {
  private static YamlDocument document(String kind, String name) {
    String text = "apiVersion: v1\nkind: %s\nmetadata: {name: %s}".formatted(kind, name);
    return YamlReader.read("n.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  private static Namespace namespace(String name) {
    return Namespace.from(document("Namespace", name)).orElseThrow();
  }

  @Test
  void findsAllOfAKindAndName() {
    Namespace one = namespace("shop");
    Namespace other = namespace("other");
    KubernetesService service = KubernetesService.from(document("Service", "shop")).orElseThrow();
    Namespace again = namespace("shop");
    KubernetesObjects objects = KubernetesObjects.of(List.of(one, other, service, again));

    assertThat(objects.all(Namespace.class)).containsExactly(one, other, again);
    assertThat(objects.named(Namespace.class, "shop")).containsExactly(one, again);
    assertThat(objects.named(Namespace.class, "none")).isEmpty();
    assertThat(objects.named(KubernetesService.class, "shop")).containsExactly(service);
    assertThat(objects)
        .isEqualTo(KubernetesObjects.of(List.of(one, other, service, again)))
        .isNotEqualTo(KubernetesObjects.of(List.of(one)))
        .hasToString("[Namespace/shop, Namespace/other, Service/shop, Namespace/shop]");
  }
}
