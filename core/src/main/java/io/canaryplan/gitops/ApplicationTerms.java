// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.check.Subject;
import io.canaryplan.kubernetes.ObjectId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the Applications among the inputs have their objects compared and synced: the way of
 * comparison, what is ignored, and the options that change what a sync applies (gitops.md 3, 4).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ApplicationTerms {
  private final ArgoCd argo;

  private ApplicationTerms(ArgoCd argo) {
    this.argo = argo;
  }

  /** Looks through all inputs once. */
  public static ApplicationTerms of(Subject.Inputs inputs) {
    return new ApplicationTerms(ArgoCd.of(requireNonNull(inputs, "inputs")));
  }

  /** Returns whether there is neither an Application nor an ApplicationSet. */
  public boolean isEmpty() {
    return argo.applications().isEmpty();
  }

  /**
   * Returns the Application or ApplicationSet that an object belongs to; absent if that cannot be
   * told from the inputs.
   */
  public Optional<Application> application(OwnedObject object) {
    return argo.of(object.id(), object.git());
  }

  /**
   * Returns the terms of an object's Application.
   *
   * @return absent if it cannot be told which that is
   */
  public Optional<ArgoView.Terms> of(OwnedObject object) {
    return application(object)
        .map(
            app ->
                new ArgoView.Terms(
                    argo.mode(app, object.git()), ignores(app, object), options(app, object)));
  }

  /** Returns what the Applications are called. */
  @Override
  public String toString() {
    return argo.applications().stream().map(app -> app.id().toString()).toList().toString();
  }

  // what is about the object is found with the Application's destination namespace (GT-26)
  private List<IgnoreDifferences> ignores(Application app, OwnedObject object) {
    ObjectId id = object.id();
    return argo.ignored(app, id).stream()
        .map(IgnoreEntry::said)
        .map(
            said ->
                new IgnoreDifferences(
                    said.group(),
                    said.kind(),
                    said.name(),
                    id.namespace(),
                    said.jsonPointers(),
                    said.jqPathExpressions(),
                    said.managedFieldsManagers()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Set<Sync.Option> options(Application app, OwnedObject object) {
    Set<Sync.Option> options = EnumSet.noneOf(Sync.Option.class);
    if (app.options().has(SyncOptions.RESPECT)) {
      options.add(Sync.Option.RESPECT_IGNORE_DIFFERENCES);
    }
    if (app.options().has(SyncOptions.REPLACE)
        || ArgoCd.own(object.git()).has(SyncOptions.REPLACE)) {
      options.add(Sync.Option.REPLACE);
    }
    return options;
  }
}
