// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * A project of Argo CD, of which only the sync windows matter: while one denies syncs, nothing is
 * reset (gitops.md GT-2b).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AppProject extends ObjectView {
  /**
   * One sync window. What it is about is given by globs, and any one of them is enough.
   *
   * @param path where it is written
   * @param kind {@code allow} or {@code deny}
   * @param schedule when it begins, as cron writes it
   * @param duration how long it lasts, as Go writes it
   * @param applications names of Applications
   * @param namespaces their destination namespaces
   * @param clusters their destination clusters, which are not compared here
   */
  record SyncWindow(
      FieldPath path,
      String kind,
      String schedule,
      String duration,
      List<String> applications,
      List<String> namespaces,
      List<String> clusters) {
    SyncWindow {
      applications = ImmutableList.copyOf(applications);
      namespaces = ImmutableList.copyOf(namespaces);
      clusters = ImmutableList.copyOf(clusters);
    }

    /** Returns whether the name or the destination namespace of an Application is meant. */
    boolean isAbout(Application application) {
      return applications.stream()
              .anyMatch(glob -> Glob.parse(glob).matches(application.id().name()))
          || application
              .destinationNamespace()
              .map(name -> namespaces.stream().anyMatch(glob -> Glob.parse(glob).matches(name)))
              .orElse(false);
    }
  }

  private final ImmutableList<SyncWindow> windows;

  private AppProject(ObjectId id, YamlDocument document, List<SyncWindow> windows) {
    super(id, document);
    this.windows = ImmutableList.copyOf(windows);
  }

  /**
   * Reads an AppProject.
   *
   * @return the view and what is wrong with the sync windows, which alone are looked at; no value
   *     if the document is no AppProject at all
   */
  public static Checked<AppProject> from(YamlDocument document) {
    Reading reading = Reading.ofValues(document, "an AppProject");
    FieldReader root = reading.root();
    Optional<ObjectId> id = root.id("AppProject");
    if (id.isEmpty()) {
      return Checked.failed(reading.findings());
    }
    List<SyncWindow> windows = root.inner("spec").objects("syncWindows", AppProject::window);
    return Checked.of(new AppProject(id.get(), document, windows), reading.findings());
  }

  private static SyncWindow window(FieldReader place) {
    place.skip("manualSync", "timeZone", "andOperator", "description", "syncOverrun");
    return new SyncWindow(
        place.path(),
        place.text("kind").orElse(""),
        place.text("schedule").orElse(""),
        place.text("duration").orElse(""),
        place.texts("applications"),
        place.texts("namespaces"),
        place.texts("clusters"));
  }

  /** Returns the sync windows in order. */
  List<SyncWindow> windows() {
    return windows;
  }
}
