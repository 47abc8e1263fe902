// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimaps;
import io.canaryplan.check.Subject;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the inputs tell of Argo CD. Which Application an object belongs to is not written anywhere
 * in it as a rule: the paths of sources are in another repository or none, so it is concluded.
 */
final class ArgoCd {
  static final String PREFIX = "argocd.argoproj.io/";
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String INSTANCE = "app.kubernetes.io/instance";

  private final ImmutableList<Application> applications;
  private final ImmutableList<ArgoSettings> settings;
  private final ImmutableList<AppProject> projects;
  private final ImmutableList<YamlDocument> marked;
  // found without going through all for each object
  private final ImmutableListMultimap<String, Application> byName;
  private final ImmutableListMultimap<String, Application> byObject;
  private final ImmutableListMultimap<String, Application> byNamespace;
  private final ImmutableList<Application> anywhere;

  private ArgoCd(
      List<Application> applications,
      List<ArgoSettings> settings,
      List<AppProject> projects,
      List<YamlDocument> marked) {
    this.applications = ImmutableList.copyOf(applications);
    this.settings = ImmutableList.copyOf(settings);
    this.projects = ImmutableList.copyOf(projects);
    this.marked = ImmutableList.copyOf(marked);
    byName = Multimaps.index(this.applications, app -> app.id().name());
    byObject = byObject(this.applications);
    ImmutableListMultimap.Builder<String, Application> namespaces = ImmutableListMultimap.builder();
    ImmutableList.Builder<Application> open = ImmutableList.builder();
    for (Application app : this.applications) {
      app.destinationNamespace()
          .ifPresentOrElse(name -> namespaces.put(name, app), () -> open.add(app));
    }
    byNamespace = namespaces.build();
    anywhere = open.build();
  }

  private static ImmutableListMultimap<String, Application> byObject(List<Application> all) {
    ImmutableSetMultimap.Builder<String, Application> names = ImmutableSetMultimap.builder();
    for (Application app : all) {
      for (IgnoreEntry entry : app.ignored()) {
        entry.said().name().ifPresent(name -> names.put(name, app));
      }
    }
    return ImmutableListMultimap.copyOf(names.build());
  }

  /** Looks through all inputs, once for all workloads. */
  static ArgoCd of(Subject.Inputs inputs) {
    KubernetesObjects objects = inputs.objects();
    return new ArgoCd(
        objects.all(Application.class),
        objects.all(ArgoSettings.class),
        objects.all(AppProject.class),
        inputs.documents().all().stream().filter(ArgoCd::isMarked).toList());
  }

  /** Returns the Applications and ApplicationSets, in the order given. */
  List<Application> applications() {
    return applications;
  }

  /** Returns the projects, in the order given. */
  List<AppProject> projects() {
    return projects;
  }

  /** Returns the objects with an annotation that only Argo CD reads, in the order given. */
  List<YamlDocument> marked() {
    return marked;
  }

  /**
   * Returns whether the inputs show that Argo CD is used: by an object of its own, or by an
   * annotation that only it reads.
   */
  boolean isUsed() {
    return !(applications.isEmpty()
        && settings.isEmpty()
        && projects.isEmpty()
        && marked.isEmpty());
  }

  private static boolean isMarked(YamlDocument document) {
    YamlMapping annotations =
        Fields.orEmpty(Fields.get(document.root(), "metadata", "annotations"));
    return annotations.entries().stream().anyMatch(entry -> entry.key().text().startsWith(PREFIX));
  }

  /**
   * Returns the Application that an object belongs to, if that can be told: the one that its
   * tracking annotation or label names; the only one that names it among what it ignores; the only
   * one whose destination is its namespace; the only one that ignores anything of its kind; the
   * only one there is.
   */
  Optional<Application> of(ObjectId id, YamlDocument document) {
    if (applications.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> tracked = annotation(document, TRACKING).map(ArgoCd::application);
    if (tracked.isPresent()) {
      return only(called(tracked.get()));
    }
    Optional<Application> labelled =
        Fields.text(document.root(), "metadata", "labels", INSTANCE)
            .flatMap(name -> only(called(name)))
            .filter(app -> !app.isSet());
    if (labelled.isPresent()) {
      return labelled;
    }
    List<Application> into =
        id.namespace().map(name -> (List<Application>) byNamespace.get(name)).orElse(List.of());
    List<Application> naming =
        byObject.get(id.name()).stream().filter(app -> names(app, id)).toList();
    return only(naming)
        .or(() -> only(into))
        .or(() -> only(ignoring(id, into)))
        .or(() -> only(applications));
  }

  /** The annotation is {@code application:group/Kind:namespace/name}. */
  private static String application(String trackingId) {
    int colon = trackingId.indexOf(':');
    return colon < 0 ? trackingId : trackingId.substring(0, colon);
  }

  /** An Application outside of Argo CD's own namespace is {@code namespace_name} there. */
  private List<Application> called(String name) {
    List<Application> plain = byName.get(name);
    int line = name.indexOf('_');
    return !plain.isEmpty() || line < 0
        ? plain
        : byName.get(name.substring(line + 1)).stream()
            .filter(app -> app.id().namespace().equals(Optional.of(name.substring(0, line))))
            .toList();
  }

  private static boolean names(Application app, ObjectId id) {
    return app.ignored().stream()
        .anyMatch(entry -> entry.said().name().isPresent() && matches(app, entry, id));
  }

  /** Of the Applications that may be into the object's namespace, those that ignore its kind. */
  private List<Application> ignoring(ObjectId id, List<Application> into) {
    return Stream.concat(
            id.namespace().isPresent() ? into.stream() : byNamespace.values().stream(),
            anywhere.stream())
        .filter(app -> app.ignored().stream().anyMatch(entry -> matches(app, entry, id)))
        .toList();
  }

  /** Objects without a namespace get the destination's before Argo CD compares (GT-26). */
  static boolean matches(Application app, IgnoreEntry entry, ObjectId id) {
    ObjectId resolved =
        id.namespace().isPresent()
            ? id
            : new ObjectId(id.apiVersion(), id.kind(), app.destinationNamespace(), id.name());
    return entry.said().matches(resolved);
  }

  private static Optional<Application> only(List<Application> some) {
    return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
  }

  static Optional<String> annotation(YamlDocument document, String key) {
    return Fields.text(document.root(), "metadata", "annotations", key);
  }

  /** Returns what is ignored of an object, in the order in which Argo CD applies it. */
  List<IgnoreEntry> ignored(Application app, ObjectId id) {
    ImmutableList.Builder<IgnoreEntry> entries = ImmutableList.builder();
    app.ignored().stream().filter(entry -> matches(app, entry, id)).forEach(entries::add);
    settings.stream()
        .flatMap(setting -> setting.ignored().stream())
        .filter(entry -> matches(app, entry, id))
        .forEach(entries::add);
    return entries.build();
  }

  /** Returns whether any expression is no jq, so that none of its objects is compared (GT-23). */
  boolean isInvalid(Application app) {
    return app.isInvalid() || settings.stream().anyMatch(ArgoSettings::isInvalid);
  }

  /** Returns how an object is compared (gitops.md GT-2c). */
  ComparisonMode mode(Application app, YamlDocument document) {
    SyncOptions compare = app.compareOptions();
    boolean everywhere = settings.stream().anyMatch(ArgoSettings::comparesOnServer);
    if (compare.has(SyncOptions.SERVER_SIDE_DIFF)
        || (everywhere && !compare.has(SyncOptions.NO_SERVER_SIDE_DIFF))) {
      return ComparisonMode.SERVER_SIDE_DIFF;
    }
    return app.options().has(SyncOptions.SERVER_SIDE_APPLY)
            || own(document).has(SyncOptions.SERVER_SIDE_APPLY)
        ? ComparisonMode.SERVER_SIDE_APPLY
        : ComparisonMode.CLIENT_SIDE;
  }

  /** Returns the options of an object's own annotation. */
  static SyncOptions own(YamlDocument document) {
    return SyncOptions.parse(annotation(document, SyncOptions.ANNOTATION).orElse(""));
  }
}
