// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about one document as the controller leaves it in each state that the update comes to.
 *
 * <p>Not for use by several threads.
 */
public class StateDocumentsAssert extends KitAssert<StateDocumentsAssert, StateDocuments> {
  /** Starts assertions; {@link PlannedRolloutAssert#documents} does. */
  public StateDocumentsAssert(StateDocuments actual) {
    super(actual, StateDocumentsAssert.class);
  }

  /**
   * Verifies the weights of a VirtualService's first http route with two or more destinations, one
   * text for each state that the update comes to, the initial one first and the promoted one last:
   * {@code "100/0", "95/5", "100/0"}. The weights stand in the order of the destinations; one that
   * is not written counts as 0.
   */
  public StateDocumentsAssert weights(String... expected) {
    return weights(Optional.empty(), List.of(expected));
  }

  /** Verifies the weights of the http route of that name, as {@link #weights}. */
  public StateDocumentsAssert weightsOfRoute(String route, String... expected) {
    return weights(Optional.of(route), List.of(expected));
  }

  private StateDocumentsAssert weights(Optional<String> route, List<String> expected) {
    List<String> found = actual.documents().stream().map(each -> weights(each, route)).toList();
    return check(
        found.equals(expected),
        () ->
            "expected the weights\n\n"
                + rows(expected, found)
                + PlanText.of(actual.plan(), "", Optional.empty()));
  }

  // a line for each state, marked where the two differ
  private String rows(List<String> expected, List<String> found) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String left = i < expected.size() ? expected.get(i) : "nothing";
      String right = i < found.size() ? found.get(i) : "nothing";
      String name = i < actual.states().size() ? PlanText.name(actual.states().get(i)) : "no state";
      rows.add(
          left.equals(right)
              ? "  %s at %s%n".formatted(left, name)
              : "> %s at %s but there is %s%n".formatted(left, name, right));
    }
    return String.join("", rows).replace(System.lineSeparator(), "\n");
  }

  private static String weights(StateDocument document, Optional<String> name) {
    Optional<VirtualService> service = VirtualService.from(document.document()).value();
    Optional<HttpRoute> route =
        service.flatMap(
            read ->
                name.isPresent()
                    ? read.httpRoute(name.get())
                    : read.http().stream()
                        .filter(rule -> rule.destinations().size() > 1)
                        .findFirst());
    return route
        .map(
            rule ->
                rule.destinations().stream()
                    .map(to -> String.valueOf(to.weight().orElse(0)))
                    .collect(Collectors.joining("/")))
        .orElse("no such route");
  }

  /**
   * Goes on to the document's text in a state: the user's own with only the controller's changes.
   *
   * @param position 0 for the initial state, the number of a step as in the table, or one more than
   *     there are steps for the promoted state
   * @throws IndexOutOfBoundsException if the update does not come to such a state
   */
  public AbstractStringAssert<?> textAt(int position) {
    return Assertions.assertThat(actual.documents().get(position).text());
  }
}
