// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.TemplateExpression;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Application of Argo CD, or the Applications that an ApplicationSet makes: how it compares and
 * applies its objects, and what it ignores (gitops.md 2, 3 and 4; GT-2b).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Application extends ObjectView {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath TEMPLATE_SPEC = FieldPath.of("spec", "template", "spec");

  /** What the spec says; the same in both kinds. */
  private record Spec(
      Optional<String> project,
      Optional<String> namespace,
      boolean automated,
      boolean selfHeals,
      SyncOptions options,
      List<IgnoreEntry> ignored) {}

  private final boolean set;
  private final Spec spec;
  private final Map<String, String> annotations;
  private final ImmutableList<Finding> expressions;

  private Application(
      ObjectId id, YamlDocument document, boolean set, Spec spec, Map<String, String> annotations) {
    super(id, document);
    this.set = set;
    this.spec = spec;
    this.annotations = ImmutableMap.copyOf(annotations);
    this.expressions = ImmutableList.copyOf(ExpressionSyntax.check(spec.ignored()));
  }

  /**
   * Reads an Application.
   *
   * @return the view and everything found about its shape and expressions; no value if the document
   *     is no Application at all
   */
  public static Checked<Application> from(YamlDocument document) {
    Reading reading = Reading.ofValues(document, "an Application");
    FieldReader root = reading.root();
    Optional<ObjectId> id = root.id("Application");
    if (id.isEmpty()) {
      return Checked.failed(reading.findings());
    }
    root.skip("apiVersion", "kind", "status", "operation");
    Map<String, String> annotations = root.inner("metadata", Application::annotations);
    Spec spec = root.inner("spec", place -> spec(place, document));
    root.close();
    return answer(new Application(id.get(), document, false, spec, annotations), reading);
  }

  /** Reads an ApplicationSet: its template, as {@link #from} reads an Application. */
  public static Checked<Application> fromSet(YamlDocument document) {
    Reading reading = Reading.ofValues(document, "an ApplicationSet");
    FieldReader root = reading.root();
    Optional<ObjectId> id = root.id("ApplicationSet");
    if (id.isEmpty()) {
      return Checked.failed(reading.findings());
    }
    root.skip("apiVersion", "kind", "metadata", "status");
    FieldReader own = root.inner("spec");
    // ignoreApplicationDifferences is about the Applications themselves (GT-2b)
    own.skip(
        "generators",
        "goTemplate",
        "goTemplateOptions",
        "ignoreApplicationDifferences",
        "preservedFields",
        "strategy",
        "syncPolicy",
        "templatePatch");
    FieldReader template = own.inner("template");
    Map<String, String> annotations = template.inner("metadata", Application::annotations);
    Spec spec = template.inner("spec", place -> spec(place, document));
    template.close();
    own.close();
    root.close();
    return answer(new Application(id.get(), document, true, spec, annotations), reading);
  }

  private static Checked<Application> answer(Application application, Reading reading) {
    reading.addAll(application.expressions);
    return Checked.of(application, reading.findings());
  }

  private static Map<String, String> annotations(FieldReader metadata) {
    metadata.skipObjectMeta();
    return Fields.textMap(metadata.value(), "annotations");
  }

  private static Spec spec(FieldReader place, YamlDocument document) {
    place.skip("source", "sources", "sourceHydrator", "info", "revisionHistoryLimit");
    FieldReader destination = place.inner("destination");
    destination.skip("server", "name");
    Optional<String> namespace = destination.nonEmptyText("namespace");
    destination.close();
    FieldReader policy = place.inner("syncPolicy");
    policy.skip("retry", "managedNamespaceMetadata");
    List<String> options = policy.texts("syncOptions");
    boolean automated = policy.has("automated");
    FieldReader automation = policy.inner("automated");
    automation.skip("prune", "allowEmpty");
    boolean enabled = automation.flag("enabled").orElse(true);
    boolean selfHeals = automation.flag("selfHeal").orElse(false);
    automation.close();
    policy.close();
    List<IgnoreEntry> ignored =
        place.objects("ignoreDifferences", item -> IgnoreEntryReader.entry(item, document));
    return new Spec(
        place.nonEmptyText("project"),
        namespace,
        automated && enabled,
        automated && enabled && selfHeals,
        SyncOptions.of(options),
        ImmutableList.copyOf(ignored));
  }

  /** Returns whether it is an ApplicationSet, which stands for any number of Applications. */
  public boolean isSet() {
    return set;
  }

  /** Returns the project; absent if none is written, or if a generator fills it in. */
  public Optional<String> project() {
    return written(spec.project());
  }

  /**
   * Returns the namespace of objects that are written without one; absent if none is written, or if
   * a generator fills it in.
   */
  public Optional<String> destinationNamespace() {
    return written(spec.namespace());
  }

  private Optional<String> written(Optional<String> text) {
    return text.filter(value -> !set || TemplateExpression.in(value).isEmpty());
  }

  /** Returns whether a new revision in git is synced without anybody asking. */
  public boolean isAutomated() {
    return spec.automated();
  }

  /** Returns whether objects that are OutOfSync are synced without a new revision. */
  public boolean selfHeals() {
    return spec.selfHeals();
  }

  /** Returns the sync options, of {@code spec.syncPolicy.syncOptions} alone. */
  SyncOptions options() {
    return spec.options();
  }

  /** Returns the options of its annotation about comparing. */
  SyncOptions compareOptions() {
    return SyncOptions.parse(annotations.getOrDefault(SyncOptions.COMPARE_ANNOTATION, ""));
  }

  /** Returns what it ignores, in order; entries that cannot be read are left out. */
  List<IgnoreEntry> ignored() {
    return spec.ignored();
  }

  /** Returns where the spec is: {@code spec}, or {@code spec.template.spec} of a set. */
  FieldPath specPath() {
    return set ? TEMPLATE_SPEC : SPEC;
  }

  /** Returns whether templatePatch may change anything that is read here. */
  boolean isPatched() {
    return set && Fields.isPresent(root(), "spec", "templatePatch");
  }

  /** Returns the field of the spec that is there, or else the nearest place above it. */
  FieldPath place(String... keys) {
    FieldPath path = specPath();
    for (String key : keys) {
      if (document().at(path.child(key)).isEmpty()) {
        break;
      }
      path = path.child(key);
    }
    return path;
  }

  /** Returns how messages name it: {@code the Application "shop"}. */
  String words() {
    return "the %s \"%s\"".formatted(set ? "ApplicationSet" : "Application", id().name());
  }

  /** Returns whether an expression is no jq, so that none of its objects can be compared. */
  boolean isInvalid() {
    return ExpressionSyntax.isInvalid(expressions);
  }
}
