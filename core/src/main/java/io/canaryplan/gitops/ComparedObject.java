// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.gitops.Comparison.Skipped;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One object of git, prepared to be compared with the live documents of several states: what is
 * ignored is read once, and so is every node that the documents share.
 *
 * <p>Remembers what it has read, so that one instance must not be used by several threads at once.
 */
public final class ComparedObject {
  private static final String METADATA = "metadata";
  private static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  private final JsonReader reader;
  private final Json.Fields git;
  private final Json.Fields lastApplied;
  private final Ignores ignores;
  private final ComparisonMode mode;

  private ComparedObject(
      JsonReader reader,
      Json.Fields git,
      Json.Fields lastApplied,
      Ignores ignores,
      ComparisonMode mode) {
    this.reader = reader;
    this.git = git;
    this.lastApplied = lastApplied;
    this.ignores = ignores;
    this.mode = mode;
  }

  /**
   * Prepares an object that was applied last as git has it now.
   *
   * @param git the document of git, with the namespace that it is applied to
   * @param ignores all entries of the application and of Argo CD, also those of other objects
   * @param mode how the application is compared; an object whose own annotation says {@code
   *     ServerSideApply=true} is compared so instead of client side (GT-2c)
   */
  public static ComparedObject of(
      YamlNode git, List<IgnoreDifferences> ignores, ComparisonMode mode) {
    JsonReader reader = new JsonReader();
    Json.Fields read = reader.fields(requireNonNull(git, "git"));
    Json.Fields metadata = read.below(METADATA);
    ObjectId id =
        new ObjectId(
            read.text("apiVersion"),
            read.text("kind"),
            Optional.of(metadata.text("namespace")).filter(text -> !text.isEmpty()),
            metadata.text("name"));
    boolean own =
        COMMAS
            .splitToStream(metadata.below("annotations").text(SYNC_OPTIONS))
            .anyMatch("ServerSideApply=true"::equals);
    ComparisonMode used =
        own && mode == ComparisonMode.CLIENT_SIDE ? ComparisonMode.SERVER_SIDE_APPLY : mode;
    return new ComparedObject(reader, read, read, Ignores.of(ignores, id), used);
  }

  /**
   * Returns this object with another document as the one that was applied last, whose fields an
   * apply removes when git has them no longer.
   */
  public ComparedObject withLastApplied(YamlNode document) {
    return new ComparedObject(reader, git, reader.fields(document), ignores, mode);
  }

  /** Returns how the object is compared: as given, or as its own annotation says. */
  public ComparisonMode mode() {
    return mode;
  }

  /** Returns what is shown for the object when {@code live} is in the cluster. */
  public Comparison compare(YamlNode live) {
    if (ignores.error().isPresent()) {
      return new Comparison.ComparisonError(ignores.error().get());
    }
    try {
      List<Skipped> skipped = new ArrayList<>();
      Normalized both = Normalized.of(git, lastApplied, reader.fields(live), ignores, skipped);
      Json.Fields predicted = both.predicted(mode);
      Json.Fields shown = both.shown();
      List<FieldPath> paths = JsonDifference.between(shown, predicted);
      return paths.isEmpty()
          ? new Comparison.Synced(skipped)
          : new Comparison.OutOfSync(paths, skipped);
    } catch (Ignores.UnknownResult e) {
      return new Comparison.Unknown(e.expression, e.reason);
    }
  }

  /** Returns what a sync makes of the object when {@code live} is in the cluster. */
  public Sync sync(YamlNode live, Set<Sync.Option> options) {
    if (ignores.error().isPresent()) {
      return new Sync.Refused(ignores.error().get());
    }
    Json.Fields there = reader.fields(live);
    Json.Fields target = git;
    if (options.contains(Sync.Option.RESPECT_IGNORE_DIFFERENCES)) {
      try {
        target = RespectedTarget.of(git, lastApplied, there, ignores);
      } catch (Ignores.UnknownResult e) {
        return new Sync.Unknown(e.expression, e.reason);
      }
    }
    boolean replaces = options.contains(Sync.Option.REPLACE);
    Json.Fields applied =
        withoutManagedFields(replaces ? replaced(target, there) : applied(target, there));
    return new Sync.Applied(
        JsonNodes.of(applied), JsonDifference.between(withoutManagedFields(there), applied));
  }

  private Json.Fields applied(Json.Fields target, Json.Fields live) {
    if (mode != ComparisonMode.SERVER_SIDE_APPLY) {
      return Apply.clientSide(lastApplied, target, live);
    }
    return Apply.serverSide(target, live, Optional.of(lastApplied).filter(old -> !old.equals(git)));
  }

  // What the API server itself writes stays; everything else is as git has it.
  private static Json.Fields replaced(Json.Fields target, Json.Fields live) {
    Map<String, Json> metadata = new LinkedHashMap<>(target.below(METADATA).values());
    for (String key : List.of("uid", "resourceVersion", "generation", "creationTimestamp")) {
      Json value = live.below(METADATA).get(key);
      if (value != null) {
        metadata.put(key, value);
      }
    }
    Map<String, Json> result = new LinkedHashMap<>(target.values());
    result.put(METADATA, new Json.Fields(metadata));
    Json status = live.get("status");
    if (status != null) {
      result.put("status", status);
    }
    return new Json.Fields(result);
  }

  private static Json.Fields withoutManagedFields(Json.Fields object) {
    Json.Fields metadata = object.below(METADATA);
    if (metadata.get("managedFields") == null) {
      return object;
    }
    Map<String, Json> kept = new LinkedHashMap<>(metadata.values());
    kept.remove("managedFields");
    return Defaults.with(object, METADATA, new Json.Fields(kept));
  }

  /** Returns the object's kind and name, and how it is compared. */
  @Override
  public String toString() {
    return git.text("kind") + "/" + git.below(METADATA).text("name") + ", " + mode;
  }
}
