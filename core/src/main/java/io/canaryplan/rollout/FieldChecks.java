// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.kubernetes.FieldReader;
import java.util.function.Consumer;

/** Reads fields for what is wrong with them alone: their values stay in the document. */
final class FieldChecks {
  private FieldChecks() {}

  /** Looks at an object, if it is there. */
  static void object(FieldReader owner, String name, Consumer<FieldReader> check) {
    owner.object(name, object -> looked(object, check));
  }

  /** Looks at an object that has to be there; its fields are not missed besides. */
  static void requiredObject(FieldReader owner, String name, Consumer<FieldReader> check) {
    required(owner, name);
    object(owner, name, check);
  }

  /** Looks at each object of a list, if it is there. */
  static void objects(FieldReader owner, String name, Consumer<FieldReader> check) {
    owner.objects(name, object -> looked(object, check));
  }

  /** Looks at fields that are texts, if they are there. */
  static void texts(FieldReader owner, String... names) {
    for (String name : names) {
      owner.text(name);
    }
  }

  /** Looks at fields that have to be there and are texts. */
  static void requiredTexts(FieldReader owner, String... names) {
    for (String name : names) {
      owner.requiredText(name);
    }
  }

  /** Reports a field that is absent or null. */
  static void required(FieldReader owner, String name) {
    if (!owner.has(name)) {
      owner.missing(name);
    }
  }

  private static boolean looked(FieldReader object, Consumer<FieldReader> check) {
    check.accept(object);
    return true;
  }
}
