// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.kubernetes.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualServiceTest {
  private static final String TEXT =
      """
      # the shop's front door
      apiVersion: networking.istio.io/v1beta1
      kind: VirtualService
      metadata: {name: shop, namespace: "prod"}
      spec:
        hosts: [shop.example.com, 'lb 주소']   # two
        gateways:
        - mesh
        http:
        - name: primary # the one with weights
          corsPolicy: {allowOrigins: [{exact: "*"}]}
          retries: {attempts: 3}
          route:
          - destination: {host: shop-stable.prod.svc.cluster.local, port: {number: 8080}}
            weight: 100 # all
            headers: {response: {add: {x-track: stable}}}
          - destination:
              host: shop-canary
              subset: v2
            weight: 0
        - match: [{uri: {prefix: /assets}}]
          redirect: {authority: cdn.example.org}
        tls:
        - match: [{port: 443, sniHosts: [a.example.com, b.example.com]}]
          route: [{destination: {host: shop-stable}}]
        tcp:
        - match: [{port: 9000}, {}]
          route: [{destination: {host: shop-stable}}]
      """;

  private final VirtualService service = Documents.virtualService(TEXT);

  @Test
  void readsWhatIsThere() {
    assertThat(service.id())
        .isEqualTo(
            new ObjectId(
                "networking.istio.io/v1beta1", "VirtualService", Optional.of("prod"), "shop"));
    assertThat(service.hosts()).containsExactly("shop.example.com", "lb 주소");
    assertThat(service.gateways()).containsExactly("mesh");
    assertThat(service.http()).hasSize(2);
    HttpRoute primary = service.httpRoute("primary").orElseThrow();
    assertThat(primary.destinations().get(0).host()).contains("shop-stable.prod.svc.cluster.local");
    assertThat(primary.destinations().get(0).port()).isEqualTo(OptionalInt.of(8080));
    assertThat(primary.destinations().get(0).weight()).isEqualTo(OptionalInt.of(100));
    assertThat(primary.destinations().get(1).subset()).contains("v2");
    assertThat(primary.destinations().get(1).port()).isEmpty();
    assertThat(service.http().get(1).name()).isEmpty();
    assertThat(service.http().get(1).isRedirect()).isTrue();
    assertThat(service.http().get(1).hasDestinations()).isFalse();
    assertThat(service.tls().get(0).sniHosts()).containsExactly("a.example.com", "b.example.com");
    assertThat(service.tcp().get(0).ports()).containsExactly(9000, 0);
  }

  @Test
  void writesTheTextItWasReadFrom() {
    assertThat(service.text()).isEqualTo(TEXT);
  }

  @Test
  void changesOnlyTheWeightsOfOneRoute() {
    VirtualService shifted =
        service.withHttpRoute(
            "primary",
            route -> {
              List<RouteDestination> destinations = new ArrayList<>(route.destinations());
              destinations.set(0, destinations.get(0).withWeight(80));
              destinations.set(1, destinations.get(1).withWeight(20));
              return route.withDestinations(destinations);
            });

    assertThat(shifted.text())
        .isEqualTo(
            TEXT.replace("weight: 100 # all", "weight: 80 # all")
                .replace("weight: 0\n", "weight: 20\n"));
    assertThat(service.text()).isEqualTo(TEXT);
  }

  @Test
  void aChangeBackGivesTheTextItWasReadFrom() {
    VirtualService there = service.withHttpRoute("primary", route -> weighted(route, 5));
    VirtualService back = there.withHttpRoute("primary", route -> weighted(route, 100));

    assertThat(there.text()).isNotEqualTo(TEXT);
    assertThat(back.text()).isEqualTo(TEXT);
  }

  private static HttpRoute weighted(HttpRoute route, int weight) {
    List<RouteDestination> destinations = new ArrayList<>(route.destinations());
    destinations.set(0, destinations.get(0).withWeight(weight));
    return route.withDestinations(destinations);
  }

  @Test
  void addsHostsGatewaysAndRoutes() {
    VirtualService changed =
        service
            .withHosts(List.of("shop.example.com"))
            .withGateways(List.of("mesh", "front"))
            .withTcp(List.of());

    assertThat(changed.hosts()).containsExactly("shop.example.com");
    assertThat(changed.gateways()).containsExactly("mesh", "front");
    assertThat(changed.hasTcp()).isTrue();
    assertThat(changed.tcp()).isEmpty();
    assertThat(Documents.virtualService(changed.text()).hosts()).isEqualTo(changed.hosts());
  }

  @Test
  void putsANewRouteOnTop() {
    HttpRoute added = HttpRoute.of("beta", List.of(RouteDestination.of("shop-canary", 100)));
    List<HttpRoute> routes = new ArrayList<>(service.http());
    routes.add(0, added);

    VirtualService changed = Documents.virtualService(service.withHttp(routes).text());

    assertThat(changed.http()).containsExactlyElementsOf(routes);
    assertThat(changed.text().lines()).containsAll(TEXT.lines().toList());
  }

  @Test
  void doesNotKnowRoutesThatAreNotThere() {
    assertThat(service.httpRoute("secondary")).isEmpty();
    assertThatThrownBy(() -> service.withHttpRoute("secondary", route -> route))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no http rule named \"secondary\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha3"})
  void keepsTheVersion(String version) {
    String text = TEXT.replace("v1beta1", version);
    VirtualService read = Documents.virtualService(text);

    assertThat(read.id().version()).isEqualTo(version);
    assertThat(read.withGateways(List.of("mesh")).text()).isEqualTo(text);
  }
}
