// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.yaml.YamlReader;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;

/** Uses both libraries as modules: what they need is declared, and what others need exported. */
class ModulePathTest {
  @Test
  void plansOnTheModulePath() throws Exception {
    ModuleLayer layer = layer();
    Module core = layer.findModule("io.canaryplan.core").orElseThrow();
    Class<?> manifests = type(core, "io.canaryplan.Manifests");
    Class<?> options = type(core, "io.canaryplan.PlannerOptions");
    Object read =
        manifests
            .getMethod("read", String.class, String.class)
            .invoke(null, "m.yaml", Files.readString(Path.of("manifests/rollout-example.yaml")));
    Method plan = type(core, "io.canaryplan.CanaryPlanner").getMethod("plan", manifests, options);

    Object planned = plan.invoke(null, read, options.getField("DEFAULT").get(null));

    Object rollouts = planned.getClass().getMethod("rollouts").invoke(planned);
    assertThat((List<?>) rollouts).hasSize(1);
    assertThat(planned.getClass().getMethod("hasErrors").invoke(planned)).isEqualTo(false);
  }

  @Test
  void tablesOfTheJarAreFoundOnTheModulePath() throws Exception {
    Module core = layer().findModule("io.canaryplan.core").orElseThrow();
    Class<?> manifests = type(core, "io.canaryplan.Manifests");
    Object read =
        manifests
            .getMethod("read", String.class, String.class)
            .invoke(null, "m.yaml", Files.readString(Path.of("manifests/rollout-example.yaml")));
    Object controller =
        type(core, "io.canaryplan.plan.ControllerVersion").getField("V1_9").get(null);

    Object predicted =
        type(core, "io.canaryplan.PredictedHashes")
            .getMethod("of", manifests, List.class)
            .invoke(null, read, List.of(controller));

    assertThat((List<?>) predicted.getClass().getMethod("hashes").invoke(predicted)).hasSize(1);
    assertThat((List<?>) predicted.getClass().getMethod("findings").invoke(predicted)).isEmpty();
  }

  @Test
  void exportsAllPackagesOfTheDesignAndNoOther() throws Exception {
    ModuleLayer layer = layer();

    assertThat(exports(layer, "io.canaryplan.istio.model"))
        .containsExactly(
            "io.canaryplan.finding",
            "io.canaryplan.istio",
            "io.canaryplan.istio.validation",
            "io.canaryplan.kubernetes",
            "io.canaryplan.yaml");
    assertThat(exports(layer, "io.canaryplan.core"))
        .containsExactly(
            "io.canaryplan",
            "io.canaryplan.check",
            "io.canaryplan.comparison",
            "io.canaryplan.gitops",
            "io.canaryplan.hash",
            "io.canaryplan.plan",
            "io.canaryplan.report",
            "io.canaryplan.review",
            "io.canaryplan.rollout",
            "io.canaryplan.routing");
  }

  private static List<String> exports(ModuleLayer layer, String module) {
    return layer.findModule(module).orElseThrow().getDescriptor().exports().stream()
        .filter(export -> !export.isQualified())
        .map(export -> export.source())
        .sorted()
        .toList();
  }

  private static Class<?> type(Module module, String name) throws ClassNotFoundException {
    Class<?> type = module.getClassLoader().loadClass(name);
    assertThat(type.getModule()).isEqualTo(module);
    assertThat(type).isNotEqualTo(CanaryPlanner.class);
    return type;
  }

  private static ModuleLayer layer() {
    Path[] paths =
        Stream.of(
                CanaryPlanner.class,
                YamlReader.class,
                ImmutableList.class,
                InternalFutureFailureAccess.class,
                LoaderOptions.class)
            .map(ModulePathTest::place)
            .toArray(Path[]::new);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(paths), ModuleFinder.of(), Set.of("io.canaryplan.core"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
