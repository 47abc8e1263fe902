// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Makes VirtualServices in all layouts together with ways through an update. */
final class ArbitraryScenario {
  private static final String[] EXTRAS = {
    "retries: {attempts: 3}",
    "timeout: 5s",
    "corsPolicy: {allowOrigins: [{exact: \"*\"}]}",
    "fault: {delay: {percentage: {value: 0.1}, fixedDelay: 5s}}",
    "newField: 'lb 주소'",
  };

  private final Random random;
  private final boolean subsets;
  private final String newline;
  private final StringBuilder text = new StringBuilder();

  private ArbitraryScenario(Random random) {
    this.random = random;
    this.subsets = random.nextBoolean();
    this.newline = random.nextInt(4) == 0 ? "\r\n" : "\n";
  }

  /**
   * A VirtualService with the Rollout's reference and the states of an update.
   *
   * @param text the VirtualService, without DestinationRule
   * @param mesh the Rollout beside it
   * @param reference which rules carry weights
   * @param path the states, a steady one first
   */
  record Scenario(
      String text, Mesh mesh, IstioVirtualServiceRef reference, List<RoutingState> path) {
    /** Returns the text and the path. */
    @Override
    public String toString() {
      return text + "\n" + reference + "\n" + path;
    }
  }

  static Arbitrary<Scenario> scenarios() {
    return Arbitraries.randomValue(random -> new ArbitraryScenario(random).scenario());
  }

  private Scenario scenario() {
    List<String> routes = service();
    IstioVirtualServiceRef reference =
        IstioVirtualServiceRef.of("shop", routes.toArray(new String[0]));
    String made = text.toString();
    String cut = random.nextInt(3) == 0 ? made.stripTrailing() : made;
    Mesh mesh =
        subsets
            ? Mesh.ofSubsets(cut, reference, List.of("extra"), "geo", "shadow")
            : Mesh.ofHosts(cut, reference, "geo", "shadow");
    // before, what an experiment leaves behind depends on the way (istio.md 1.6)
    mesh.controller(ControllerVersion.MAIN);
    return new Scenario(cut, mesh, reference, path(!routes.isEmpty()));
  }

  private List<RoutingState> path(boolean listed) {
    List<RoutingState> path = new ArrayList<>(List.of(Mesh.steady()));
    List<CanaryStep.ManagedRoute> routes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      CanaryStep.ManagedRoute route = random.nextBoolean() ? Mesh.geo() : Mesh.shadow();
      if (listed && random.nextInt(3) == 0 && !routes.remove(route)) {
        routes.add(route);
      }
      List<AdditionalWeight> experiments =
          random.nextInt(4) == 0
              ? List.of(Mesh.experiment("exp-b", 5), Mesh.experiment("exp-a", 7))
              : List.of();
      path.add(
          Mesh.at(
              random.nextInt(101), experiments, routes.toArray(new CanaryStep.ManagedRoute[0])));
    }
    switch (random.nextInt(4)) {
      case 0 -> path.add(Mesh.promoted());
      case 1 -> path.add(Mesh.aborted());
      default -> {}
    }
    return path;
  }

  private List<String> service() {
    line("# " + random.nextInt(1000));
    line("apiVersion: networking.istio.io/v1beta1");
    line("kind: VirtualService");
    line("metadata: {name: shop, labels: {\"a\": 'b'}}");
    line("spec:");
    line("  hosts: [shop.example.com, 'lb 주소']   # two");
    line("");
    line("  http:");
    String indent = random.nextBoolean() ? "  " : "    ";
    int rules = 1 + random.nextInt(4);
    List<String> listed = new ArrayList<>();
    boolean omitted = rules == 1 && random.nextBoolean();
    for (int i = 0; i < rules; i++) {
      boolean weighted = i == 0 || random.nextBoolean();
      rule(indent, "r" + i, weighted);
      if (weighted && !omitted) {
        listed.add("r" + i);
      }
    }
    if (!omitted && random.nextInt(4) == 0) {
      rule(indent, random.nextBoolean() ? "geo" : "shadow", false);
    }
    for (String protocol : List.of("tls", "tcp")) {
      if (random.nextInt(4) == 0) {
        line("  " + protocol + ":");
        line("  - match: [{port: 443}]");
        destinations("    ");
      }
    }
    return listed;
  }

  private void rule(String indent, String name, boolean weighted) {
    if (random.nextBoolean()) {
      line(indent + "# about " + name);
    }
    line(indent + "- name: " + name + (random.nextBoolean() ? "  # " + name : ""));
    String inner = indent + "  ";
    String extra = EXTRAS[random.nextInt(EXTRAS.length)];
    boolean before = random.nextBoolean();
    if (before) {
      line(inner + extra);
    }
    if (weighted) {
      destinations(inner);
    } else {
      line(inner + "redirect: {authority: cdn.example.org}");
    }
    if (!before) {
      line(inner + extra);
    }
    if (random.nextInt(3) == 0) {
      line("");
    }
  }

  private void destinations(String indent) {
    List<String> kinds = new ArrayList<>(List.of("stable", "canary"));
    for (String kind : List.of("old", "older", "extra")) {
      if (random.nextInt(4) == 0 && (subsets || !kind.equals("extra"))) {
        kinds.add(kind);
      }
    }
    Collections.shuffle(kinds, random);
    if (random.nextInt(5) == 0) {
      List<String> items = kinds.stream().map(this::flow).toList();
      line(indent + "route: [" + String.join(", ", items) + "] # all");
      return;
    }
    line(indent + "route:" + (random.nextBoolean() ? " # weights" : ""));
    String dash = indent + (random.nextBoolean() ? "" : "  ") + "- ";
    for (String kind : kinds) {
      if (random.nextInt(3) == 0) {
        line(dash + flow(kind));
      } else {
        block(dash, kind);
      }
    }
  }

  private String flow(String kind) {
    String weight = weight();
    return "{destination: "
        + destination(kind)
        + (weight.isEmpty() ? "" : ", weight: " + weight)
        + "}";
  }

  private void block(String dash, String kind) {
    String inner = dash.replace("- ", "  ");
    String weight = weight();
    if (!weight.isEmpty() && random.nextInt(3) == 0) {
      line(dash + "weight: " + weight + " # " + kind);
      line(inner + "destination: " + destination(kind));
      return;
    }
    if (random.nextBoolean()) {
      line(dash + "destination: " + destination(kind));
    } else {
      line(dash + "destination:");
      line(inner + "  host: " + host(kind) + " # host");
      if (subsets) {
        line(inner + "  subset: " + kind);
      }
    }
    if (!weight.isEmpty()) {
      line(inner + "weight: " + weight + (random.nextBoolean() ? "   # percent" : ""));
    }
    if (random.nextBoolean()) {
      line(inner + "headers: {response: {add: {x-track: \"" + kind + "\"}}}");
    }
  }

  private String destination(String kind) {
    return subsets
        ? "{host: shop, subset: " + kind + "}"
        : "{host: " + host(kind) + ", port: {number: 8080}}";
  }

  private String host(String kind) {
    return subsets ? "shop" : "shop-" + kind + (random.nextInt(3) == 0 ? ".ns.svc" : "");
  }

  private String weight() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "0";
      default -> String.valueOf(random.nextInt(101));
    };
  }

  private void line(String line) {
    text.append(line).append(newline);
  }
}
