// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether an image is the newest of its name, for which it is always pulled (hash.md 8). */
final class ImageReference {
  private static final String WORD = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
  private static final String DOMAIN =
      "(?:" + WORD + "(?:\\." + WORD + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME =
      Pattern.compile("(?:" + DOMAIN + "/)?" + PART + "(?:/" + PART + ")*");
  private static final Pattern TAG = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final int LONGEST_NAME = 255;

  private ImageReference() {}

  /**
   * Returns whether the image has the tag {@code latest}, or neither tag nor digest. A text that is
   * no image reference has neither, but is not the newest of anything.
   */
  static boolean isLatest(String image) {
    String rest = image;
    boolean hasDigest = false;
    int at = rest.indexOf('@');
    if (at >= 0) {
      Matcher digest = DIGEST.matcher(rest.substring(at + 1));
      if (!digest.matches()) {
        return false;
      }
      hasDigest = true;
      rest = rest.substring(0, at);
    }
    // A colon before a slash belongs to the port of a registry.
    int colon = rest.lastIndexOf(':');
    boolean tagged = colon > rest.lastIndexOf('/');
    String tag = tagged ? rest.substring(colon + 1) : "";
    String name = tagged ? rest.substring(0, colon) : rest;
    boolean valid = isName(name) && !IDENTIFIER.matcher(image).matches();
    boolean taggedLatest = tagged ? tag.equals("latest") : !hasDigest;
    return valid && taggedLatest && (!tagged || TAG.matcher(tag).matches());
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean isDomain =
        first.indexOf('.') >= 0
            || first.indexOf(':') >= 0
            || first.equals("localhost")
            || !first.equals(first.toLowerCase(Locale.ROOT));
    String full = isDomain ? name : "docker.io/" + (slash < 0 ? "library/" : "") + name;
    return full.length() <= LONGEST_NAME && NAME.matcher(full).matches();
  }
}
