// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.rollout.AnalysisSpec.TemplateRef;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * An AnalysisTemplate or ClusterAnalysisTemplate, as far as it decides whether analyses can be made
 * of it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AnalysisTemplate extends ObjectView {
  /**
   * An argument that the template takes.
   *
   * @param name its name
   * @param value its value, if it is written in place
   * @param hasDefault whether it has a value of its own, in place or from elsewhere
   */
  public record Argument(String name, Optional<String> value, boolean hasDefault) {}

  /**
   * A metric.
   *
   * @param name its name
   * @param isEndless whether it is measured for ever: with an interval and without a count
   */
  public record Metric(String name, boolean isEndless) {}

  private final boolean clusterScope;

  private AnalysisTemplate(ObjectId id, YamlDocument document, boolean clusterScope) {
    super(id, document);
    this.clusterScope = clusterScope;
  }

  /** Reads an AnalysisTemplate. */
  public static Checked<AnalysisTemplate> from(YamlDocument document) {
    return from(document, false);
  }

  /** Reads a ClusterAnalysisTemplate. */
  public static Checked<AnalysisTemplate> fromCluster(YamlDocument document) {
    return from(document, true);
  }

  private static Checked<AnalysisTemplate> from(YamlDocument document, boolean clusterScope) {
    String kind = clusterScope ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
    FieldReader root = Reading.ofShape(document, "an " + kind).root();
    Optional<ObjectId> id = root.id(kind);
    return id.isPresent()
        ? Checked.of(
            new AnalysisTemplate(id.get(), document, clusterScope), root.reading().findings())
        : Checked.failed(root.reading().findings());
  }

  /** Returns whether it belongs to no namespace. */
  public boolean isClusterScope() {
    return clusterScope;
  }

  /**
   * Returns the templates that it names in turn, in order; what they have counts as its own. Items
   * without a name are left out.
   */
  public List<TemplateRef> templates() {
    ImmutableList.Builder<TemplateRef> templates = ImmutableList.builder();
    for (YamlNode item : Fields.items(root(), "spec", "templates")) {
      boolean cluster = Fields.get(item, "clusterScope").equals(YamlScalar.of(true));
      Fields.text(item, "templateName")
          .ifPresent(name -> templates.add(new TemplateRef(name, cluster)));
    }
    return templates.build();
  }

  /** Returns the arguments in order; items without a name are left out. */
  public List<Argument> args() {
    ImmutableList.Builder<Argument> args = ImmutableList.builder();
    for (YamlNode arg : Fields.items(root(), "spec", "args")) {
      Optional<String> value = Fields.text(arg, "value");
      boolean given = value.isPresent() || Fields.isPresent(arg, "valueFrom");
      Fields.text(arg, "name").ifPresent(name -> args.add(new Argument(name, value, given)));
    }
    return args.build();
  }

  /**
   * Returns the metrics in order. An argument in place of a count or interval can be anything, so
   * that such a metric does not count as endless.
   */
  public List<Metric> metrics() {
    ImmutableList.Builder<Metric> metrics = ImmutableList.builder();
    for (YamlNode metric : Fields.items(root(), "spec", "metrics")) {
      boolean none =
          !Fields.isPresent(metric, "count") || Fields.integer(metric, "count").orElse(1) == 0;
      boolean endless = none && Fields.name(metric, "interval").isPresent();
      metrics.add(new Metric(Fields.text(metric, "name").orElse(""), endless));
    }
    return metrics.build();
  }
}
