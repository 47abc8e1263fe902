// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What findings are reported under: a stable id, how bad it is, and everything a person may want to
 * read about it. A rule is defined once, as a constant of the package that reports it:
 *
 * <pre>{@code
 * static final Rule REPLICAS_NEGATIVE =
 *     Rule.error("replicas-negative")
 *         .title("spec.replicas is negative")
 *         .what("`spec.replicas` is negative.")
 *         .why("There are no fewer than no pods.")
 *         .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
 *         .bad("replicas: -1")
 *         .good("replicas: 1")
 *         .build();
 * }</pre>
 *
 * <p>Two rules are equal when their ids are; rules are ordered by id. Rules are immutable and safe
 * for use by several threads.
 */
public final class Rule implements Comparable<Rule>, Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");

  private final String id;
  private final Severity severity;
  private final String title;
  private final String what;
  private final String why;
  private final String source;
  private final String bad;
  private final String good;
  private final String versions;

  private Rule(Builder builder) {
    this.id = builder.id;
    this.severity = builder.severity;
    this.title = given("title", builder.title);
    this.what = given("what", builder.what);
    this.why = given("why", builder.why);
    this.source = given("source", builder.source);
    this.bad = given("bad", builder.bad);
    this.good = given("good", builder.good);
    this.versions = builder.versions;
  }

  private String given(String part, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the rule " + id + " has no " + part);
    }
    return text;
  }

  /**
   * Starts a rule of severity {@link Severity#ERROR}.
   *
   * @param id stable id in kebab case
   * @throws IllegalArgumentException if the id is not in kebab case
   */
  public static Builder error(String id) {
    return new Builder(id, Severity.ERROR);
  }

  /** Starts a rule of severity {@link Severity#WARNING}; otherwise as {@link #error}. */
  public static Builder warning(String id) {
    return new Builder(id, Severity.WARNING);
  }

  /** Starts a rule of severity {@link Severity#NOTE}; otherwise as {@link #error}. */
  public static Builder note(String id) {
    return new Builder(id, Severity.NOTE);
  }

  /** Returns the stable id in kebab case, for example {@code set-weight-out-of-range}. */
  public String id() {
    return id;
  }

  /** Returns how bad a finding under this rule is, unless the finding says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** Returns the rule in a few words, without a full stop. */
  public String title() {
    return title;
  }

  /** Returns what the rule fires on, in sentences; names of fields stand in backquotes. */
  public String what() {
    return what;
  }

  /** Returns why that is worth a finding, in sentences. */
  public String why() {
    return why;
  }

  /** Returns whose behaviour it is, and where it is described. */
  public String source() {
    return source;
  }

  /** Returns YAML that the rule fires on, as far as it matters. */
  public String bad() {
    return bad;
  }

  /** Returns the same YAML put right. */
  public String good() {
    return good;
  }

  /** Returns the versions of the controller or of Istio it applies to; absent means all. */
  public Optional<String> versions() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions);
  }

  @Override
  public int compareTo(Rule other) {
    return id.compareTo(other.id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rule rule && id.equals(rule.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id;
  }

  /** Makes a {@link Rule}. In prose a line break counts as a space; snippets keep theirs. */
  public static final class Builder {
    private final String id;
    private final Severity severity;
    private String title = "";
    private String what = "";
    private String why = "";
    private String source = "";
    private String bad = "";
    private String good = "";
    private String versions = "";

    private Builder(String id, Severity severity) {
      if (!KEBAB_CASE.matcher(id).matches()) {
        throw new IllegalArgumentException(Quotation.of(id) + " is not in kebab case");
      }
      this.id = id;
      this.severity = requireNonNull(severity, "severity");
    }

    /** Sets the rule in a few words, without a full stop. */
    public Builder title(String text) {
      this.title = prose(text);
      return this;
    }

    /** Sets what the rule fires on. */
    public Builder what(String text) {
      this.what = prose(text);
      return this;
    }

    /** Sets why that is worth a finding. */
    public Builder why(String text) {
      this.why = prose(text);
      return this;
    }

    /** Sets whose behaviour it is, and where it is described. */
    public Builder source(String text) {
      this.source = prose(text);
      return this;
    }

    /** Sets YAML that the rule fires on. */
    public Builder bad(String yaml) {
      this.bad = yaml.stripTrailing();
      return this;
    }

    /** Sets the same YAML put right. */
    public Builder good(String yaml) {
      this.good = yaml.stripTrailing();
      return this;
    }

    /** Sets the versions it applies to; left out for a rule that holds for all. */
    public Builder versions(String text) {
      this.versions = prose(text);
      return this;
    }

    /**
     * Returns the rule.
     *
     * @throws IllegalArgumentException if anything but the versions is missing
     */
    public Rule build() {
      return new Rule(this);
    }

    private static String prose(String text) {
      return text.strip().replace('\n', ' ');
    }
  }
}
