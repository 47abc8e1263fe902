// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Analysis templates to run, at a step or in the background; it may pause or abort a rollout and
 * has no effect on counts by itself. Other settings (dry runs, retention, metadata) stay in the
 * document.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param templates the templates, in order
 * @param args arguments for them, in order
 * @param startingStep for background analysis: zero-based step it starts with, 0 when absent
 */
public record AnalysisSpec(
    List<TemplateRef> templates, List<Argument> args, OptionalInt startingStep) {
  /** Copies the lists. */
  public AnalysisSpec {
    templates = ImmutableList.copyOf(templates);
    args = ImmutableList.copyOf(args);
    requireNonNull(startingStep, "startingStep");
  }

  /**
   * One template.
   *
   * @param templateName its name
   * @param clusterScope whether it is a ClusterAnalysisTemplate
   */
  public record TemplateRef(String templateName, boolean clusterScope) {
    /** Checks that nothing is missing. */
    public TemplateRef {
      requireNonNull(templateName, "templateName");
    }
  }

  /**
   * One argument.
   *
   * @param name its name
   * @param value its value, if it is written in place and not taken from a field or hash
   */
  public record Argument(String name, Optional<String> value) {
    /** Checks that nothing is missing. */
    public Argument {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }
  }
}
