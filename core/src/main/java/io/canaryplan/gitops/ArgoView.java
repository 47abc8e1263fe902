// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What Argo CD shows of a workload's objects in each state of its plan, and what a sync would do
 * then (gitops.md 2, 4 and 10). States that share a document share the answer.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param states one list for each of {@link GitOps#states}, in the order of its documents
 */
public record ArgoView(List<List<ShownObject>> states) {
  /**
   * How an Application compares and applies one object.
   *
   * @param mode how it is compared; an annotation of the object itself can say otherwise
   * @param ignores what is not compared, of all objects
   * @param options what changes a sync
   */
  public record Terms(
      ComparisonMode mode, List<IgnoreDifferences> ignores, Set<Sync.Option> options) {
    /** Copies the collections. */
    public Terms {
      requireNonNull(mode, "mode");
      ignores = ImmutableList.copyOf(ignores);
      options = ImmutableSet.copyOf(options);
    }

    /** Returns the terms of an Application that ignores nothing and sets no option. */
    public static Terms of(ComparisonMode mode) {
      return new Terms(mode, ImmutableList.of(), ImmutableSet.of());
    }
  }

  /** Copies the lists. */
  public ArgoView {
    states = states.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
  }

  /**
   * Compares every object in every state.
   *
   * @param terms how each object is compared and applied
   */
  public static ArgoView of(GitOps workload, Function<OwnedObject, Terms> terms) {
    IdentityHashMap<YamlDocument, Reader> readers = new IdentityHashMap<>();
    for (OwnedObject object : workload.objects()) {
      readers.put(object.git(), new Reader(object, terms.apply(object)));
    }
    ImmutableList.Builder<List<ShownObject>> states = ImmutableList.builder();
    for (LiveState state : workload.states()) {
      ImmutableList.Builder<ShownObject> objects = ImmutableList.builder();
      for (StateDocument document : state.documents()) {
        objects.add(
            requireNonNull(readers.get(document.source())).read(document.document(), state));
      }
      states.add(objects.build());
    }
    return new ArgoView(states.build());
  }

  /** Compares one object, each of its documents once. */
  private static final class Reader {
    private final ObjectId id;
    private final ComparedObject compared;
    private final Set<Sync.Option> options;
    private final IdentityHashMap<YamlDocument, Comparison> shown = new IdentityHashMap<>();
    private final IdentityHashMap<YamlDocument, Optional<YamlNode>> applied =
        new IdentityHashMap<>();
    private final IdentityHashMap<YamlDocument, SyncEffect> atNoStep = new IdentityHashMap<>();

    Reader(OwnedObject object, Terms terms) {
      id = object.id();
      compared = ComparedObject.of(object.git().root(), terms.ignores(), terms.mode());
      options = terms.options();
    }

    ShownObject read(YamlDocument live, LiveState state) {
      Comparison comparison =
          shown.computeIfAbsent(live, document -> compared.compare(document.root()));
      Optional<YamlNode> left = applied.computeIfAbsent(live, this::applied);
      if (left.isEmpty()) {
        return new ShownObject(id, comparison, Optional.empty());
      }
      SyncEffect effect =
          atNoStep.computeIfAbsent(
              live, document -> SyncEffect.between(document.root(), left.get()));
      return new ShownObject(id, comparison, Optional.of(effect.during(state.step())));
    }

    private Optional<YamlNode> applied(YamlDocument live) {
      return compared.sync(live.root(), options) instanceof Sync.Applied sync
          ? Optional.of(sync.document())
          : Optional.empty();
    }
  }
}
