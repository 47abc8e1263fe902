// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/**
 * Tells edits of weights alone from others: of those nothing but the weights need be looked at.
 * What two documents share is not compared, so that the work is that of what differs.
 */
final class WeightEdits {
  private WeightEdits() {}

  /**
   * Returns whether two VirtualServices differ in weights of routes alone, and the weights after
   * the edit are ones that Istio accepts: none below 0, and of several not all 0.
   */
  static boolean areSound(YamlNode before, YamlNode after) {
    return differ(before, after, "spec", WeightEdits::specs);
  }

  private static boolean specs(YamlNode before, YamlNode after) {
    if (!(before instanceof YamlMapping old)
        || !(after instanceof YamlMapping edited)
        || old.entries().size() != edited.entries().size()) {
      return false;
    }
    for (YamlMapping.Entry entry : edited.entries()) {
      String key = entry.key().text();
      YamlNode value = Fields.get(old, key);
      boolean rules = key.equals("http") || key.equals("tls") || key.equals("tcp");
      if (!isSame(value, entry.value())
          && !(rules && items(value, entry.value(), WeightEdits::rules))) {
        return false;
      }
    }
    return true;
  }

  private static boolean rules(YamlNode before, YamlNode after) {
    return differ(before, after, "route", WeightEdits::routes);
  }

  private static boolean routes(YamlNode before, YamlNode after) {
    if (!items(before, after, WeightEdits::destinations)) {
      return false;
    }
    int sum = 0; // wraps as in Istio
    List<YamlNode> items = Fields.items(after);
    for (YamlNode item : items) {
      OptionalInt weight = Fields.integer(item, "weight");
      if (weight.orElse(Fields.isPresent(item, "weight") ? -1 : 0) < 0) {
        return false;
      }
      sum += weight.orElse(0);
    }
    return items.size() == 1 || sum != 0;
  }

  /** A weight may be added where there was none. */
  private static boolean destinations(YamlNode before, YamlNode after) {
    if (!(before instanceof YamlMapping old) || !(after instanceof YamlMapping edited)) {
      return false;
    }
    for (YamlMapping.Entry entry : edited.entries()) {
      String key = entry.key().text();
      if (!key.equals("weight") && !isSame(Fields.get(old, key), entry.value())) {
        return false;
      }
    }
    return size(old) == size(edited);
  }

  private static int size(YamlMapping destination) {
    return destination.entries().size() - (destination.get("weight").isPresent() ? 1 : 0);
  }

  /** Returns whether two mappings are the same but for one key, whose values pass the test. */
  private static boolean differ(
      YamlNode before, YamlNode after, String except, BiPredicate<YamlNode, YamlNode> test) {
    if (!(before instanceof YamlMapping old)
        || !(after instanceof YamlMapping edited)
        || old.entries().size() != edited.entries().size()) {
      return isSame(before, after);
    }
    for (YamlMapping.Entry entry : edited.entries()) {
      String key = entry.key().text();
      YamlNode value = Fields.get(old, key);
      if (!isSame(value, entry.value())
          && !(key.equals(except) && test.test(value, entry.value()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean items(
      YamlNode before, YamlNode after, BiPredicate<YamlNode, YamlNode> test) {
    if (!(before instanceof YamlSequence old)
        || !(after instanceof YamlSequence edited)
        || old.items().size() != edited.items().size()) {
      return false;
    }
    for (int i = 0; i < edited.items().size(); i++) {
      YamlNode one = old.items().get(i);
      YamlNode other = edited.items().get(i);
      if (one != other && !test.test(one, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(YamlNode one, YamlNode other) {
    return one == other || one.equals(other);
  }
}
