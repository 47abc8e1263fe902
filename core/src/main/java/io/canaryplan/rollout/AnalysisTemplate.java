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
   * @param isTaken whether it says where to take a value from, {@code valueFrom}
   */
  public record Argument(String name, Optional<String> value, boolean isTaken) {
    /** Returns whether it has a value of its own, in place or from elsewhere. */
    public boolean hasDefault() {
      return value.isPresent() || isTaken;
    }
  }

  /**
   * A metric.
   *
   * @param name its name
   * @param count its count as written, if there is one
   * @param isEndless whether the controller takes it for one that is measured for ever: with an
   *     interval, and with no count, 0 or a text that is no number
   * @param unresolved the expressions in it that stand for no argument of the template, as written
   */
  public record Metric(
      String name, Optional<String> count, boolean isEndless, List<String> unresolved) {
    /** Copies the list. */
    public Metric {
      unresolved = ImmutableList.copyOf(unresolved);
    }
  }

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
    FieldReader root = Reading.ofValues(document, clusterScope ? "a " + kind : "an " + kind).root();
    Optional<ObjectId> id = root.id(kind);
    if (id.isPresent()) {
      AnalysisTemplateReader.read(root);
    }
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
      boolean taken = Fields.isPresent(arg, "valueFrom");
      Fields.text(arg, "name").ifPresent(name -> args.add(new Argument(name, value, taken)));
    }
    return args.build();
  }

  /**
   * Returns the metrics in order, as the controller sees them when it looks at the Rollout: with
   * the template's own arguments, of which one without a value is some text.
   */
  public List<Metric> metrics() {
    ImmutableList.Builder<Metric> metrics = ImmutableList.builder();
    MetricArguments arguments = new MetricArguments(args());
    for (YamlNode metric : Fields.items(root(), "spec", "metrics")) {
      metrics.add(arguments.metric(metric));
    }
    return metrics.build();
  }

  /** Returns the metrics that have a dry run, in order, also the second one of a name. */
  public List<String> dryRuns() {
    return metricNames("dryRun");
  }

  /** Returns the metrics whose number of kept measurements is set, also the second of a name. */
  public List<String> retentions() {
    return metricNames("measurementRetention");
  }

  private List<String> metricNames(String field) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (YamlNode item : Fields.items(root(), "spec", field)) {
      Fields.text(item, "metricName").ifPresent(names::add);
    }
    return names.build();
  }
}
