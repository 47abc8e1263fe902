// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import io.canaryplan.finding.Quotation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Host names as Istio judges them: labels of letters, digits and hyphens, in which upper case and a
 * trailing dot pass (istio.md 4.5, istio-validation.md 1.2). A complaint is the end of a sentence
 * whose subject is the name; absent means the name is fine.
 */
final class HostNames {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_LABEL = 63;
  private static final int MOST_DIGITS = 19; // of a number of 64 bits
  private static final Splitter DOTS = Splitter.on('.');

  private HostNames() {}

  /** Returns whether the text is a label: 1 to 63 letters, digits and inner hyphens. */
  static boolean isLabel(String text) {
    if (text.isEmpty() || text.length() > LONGEST_LABEL) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      boolean inside = i > 0 && i < text.length() - 1;
      if (!isAlphanumeric(text.charAt(i)) && !(inside && text.charAt(i) == '-')) {
        return false;
      }
    }
    return true;
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Returns what is wrong with a name without wildcard. */
  static Optional<String> nameComplaint(String name) {
    Optional<String> length = lengthComplaint(name);
    return length.isPresent() ? length : labelsComplaint(name);
  }

  /** Returns what is wrong with a name whose first label may be or start with a wildcard. */
  static Optional<String> wildcardComplaint(String name) {
    Optional<String> length = lengthComplaint(name);
    if (length.isPresent()) {
      return length;
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (!isWildcardLabel(first)) {
      return badLabel(first);
    }
    return dot < 0 ? Optional.empty() : labelsComplaint(name.substring(dot + 1));
  }

  /**
   * Returns what is wrong with the name that Istio's own gateways give a destination, such as
   * {@code outbound_.80_v1_.shop.default}; Istio reads it very loosely.
   */
  static Optional<String> outboundComplaint(String name) {
    Optional<String> length = lengthComplaint(name);
    if (length.isPresent()) {
      return length;
    }
    int port = name.indexOf("_.");
    int host = name.lastIndexOf("_.");
    if (host <= port || host + 2 == name.length()) {
      return Optional.of("does not have the form outbound_.PORT_SUBSET_.HOST");
    }
    String target = name.substring(host + 2);
    return isNumber(target) ? badLabel(target) : Optional.empty();
  }

  private static boolean isWildcardLabel(String label) {
    if (label.startsWith("*")) {
      String rest = label.substring(label.startsWith("*-") ? 2 : 1);
      return label.equals("*") || isLabel(rest);
    }
    return isLabel(label);
  }

  private static Optional<String> lengthComplaint(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
        ? Optional.of("is longer than " + LONGEST_NAME + " characters")
        : Optional.empty();
  }

  private static Optional<String> labelsComplaint(String name) {
    List<String> labels = DOTS.splitToList(name);
    String last = labels.get(labels.size() - 1);
    if (isNumber(last)) {
      return Optional.of("ends in the number " + last + ", which no host name may");
    }
    for (int i = 0; i < labels.size(); i++) {
      boolean trailingDot = i == labels.size() - 1 && labels.get(i).isEmpty();
      if (!trailingDot && !isLabel(labels.get(i))) {
        return badLabel(labels.get(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> badLabel(String label) {
    return Optional.of(
        label.isEmpty()
            ? "has an empty part"
            : "has the part "
                + Quotation.of(label)
                + "; possible are 1 to 63 letters, digits and inner hyphens");
  }

  /** Returns whether Go reads the text as a number of 64 bits. */
  static boolean isNumber(String text) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.length() - zeros <= MOST_DIGITS
        && new BigInteger(digits.substring(zeros)).bitLength() < Long.SIZE;
  }

  /** Returns whether the text is an IPv4 or IPv6 address; the latter may name a zone. */
  static boolean isAddress(String text) {
    int zone = text.indexOf('%');
    String address = zone > 0 && zone < text.length() - 1 ? text.substring(0, zone) : text;
    boolean ascii = address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '%' && c != '[');
    return ascii
        && (address.equals(text) || address.contains(":"))
        && InetAddresses.isInetAddress(address);
  }

  /** Returns whether the text is an address or an address with the length of its prefix. */
  static boolean isSubnet(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return isAddress(text);
    }
    String address = text.substring(0, slash);
    String length = text.substring(slash + 1);
    if (!isAddress(address)
        || address.contains("%")
        || length.isEmpty()
        || length.length() > 3
        || length.startsWith("+")
        || length.startsWith("-")
        || (length.length() > 1 && length.startsWith("0"))
        || !isNumber(length)) {
      return false;
    }
    return Integer.parseInt(length) <= (address.contains(":") ? 128 : 32);
  }

  /** Returns whether two hosts have a name in common; a wildcard stands for any start. */
  static boolean overlap(String a, String b) {
    if (a.startsWith("*") && b.startsWith("*")) {
      String restA = a.substring(1);
      String restB = b.substring(1);
      return a.length() < b.length() ? restB.endsWith(restA) : restA.endsWith(restB);
    }
    return a.startsWith("*") ? b.endsWith(a.substring(1)) : covers(b, a);
  }

  /** Returns whether every name that {@code inner} stands for belongs to {@code outer}. */
  static boolean covers(String outer, String inner) {
    if (!outer.startsWith("*")) {
      return outer.equals(inner);
    }
    boolean longEnough = !inner.startsWith("*") || inner.length() >= outer.length();
    String rest = inner.startsWith("*") ? inner.substring(1) : inner;
    return longEnough && rest.endsWith(outer.substring(1));
  }
}
