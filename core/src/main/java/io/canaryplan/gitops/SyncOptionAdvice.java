// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Decides on the sync options by what the objects of an Application need (gitops.md 7). */
final class SyncOptionAdvice {
  private static final String OUT_OF_SYNC_ONLY = "ApplyOutOfSyncOnly=true";
  private static final String RESPECT = "RespectIgnoreDifferences=true";
  private static final String SERVER_SIDE_APPLY = "ServerSideApply=true";
  private static final Set<Ownership> OF_ROUTES =
      ImmutableSet.of(Ownership.WEIGHT, Ownership.DESTINATION, Ownership.MANAGED_ROUTE);

  private final Set<Ownership> reset = EnumSet.noneOf(Ownership.class);
  private final Set<String> lists = new TreeSet<>();
  private boolean appliesOnServer;
  private boolean keepsReplicas;

  void add(OwnedObject object, ComparisonMode mode) {
    appliesOnServer |= mode == ComparisonMode.SERVER_SIDE_APPLY;
    keepsReplicas |= WorkloadFields.needsReplicas(object);
    for (OwnedField field : object.fields()) {
      boolean list = OF_ROUTES.contains(field.kind());
      // a client-side apply leaves alone what only the cluster has of a map (GT-30)
      boolean selector =
          field.kind() == Ownership.SELECTOR_HASH && mode == ComparisonMode.SERVER_SIDE_APPLY;
      boolean subsets = field.kind() == Ownership.SUBSET_HASH || field.kind() == Ownership.SUBSET;
      if (!field.differs().isEmpty() && (list || selector || subsets)) {
        reset.add(field.kind());
      }
      if (list && field.isShown(mode)) {
        lists.add(list(field.path()));
      }
    }
  }

  /** Returns {@code spec.http} of any place below it. */
  private static String list(FieldPath path) {
    return new FieldPath(path.segments().subList(0, 2)).toString();
  }

  List<SyncAdvice> all() {
    ImmutableList.Builder<SyncAdvice> all = ImmutableList.builder();
    if (reset.isEmpty() && !keepsReplicas) {
      return all.build();
    }
    all.add(
        new SyncAdvice(
            OUT_OF_SYNC_ONLY, true, "without it the sync of each new revision " + resets()));
    boolean respect = keepsReplicas || reset.equals(EnumSet.of(Ownership.SELECTOR_HASH));
    all.add(new SyncAdvice(RESPECT, respect, respect ? kept() : notKept()));
    if (appliesOnServer) {
      all.add(
          new SyncAdvice(SERVER_SIDE_APPLY, true, "what is ignored here is for this comparison"));
    }
    return all.build();
  }

  private boolean routes() {
    return reset.stream().anyMatch(OF_ROUTES::contains);
  }

  private boolean subsets() {
    return reset.contains(Ownership.SUBSET_HASH) || reset.contains(Ownership.SUBSET);
  }

  private String resets() {
    ImmutableList.Builder<String> what = ImmutableList.builder();
    if (subsets()) {
      what.add("resets the hash labels of subsets, although they are not shown");
    }
    if (reset.contains(Ownership.MANAGED_ROUTE)) {
      what.add("removes header and mirror routes");
    }
    if (reset.contains(Ownership.WEIGHT) || reset.contains(Ownership.DESTINATION)) {
      what.add("writes git's weights for a moment or longer");
    }
    if (reset.contains(Ownership.SELECTOR_HASH)) {
      what.add("resets the hashes in selectors of Services");
    }
    if (keepsReplicas) {
      what.add("sets git's replicas");
    }
    return String.join(", ", what.build());
  }

  private String kept() {
    String reason =
        keepsReplicas
            ? "a sync of the workload keeps the replicas that others set; without spec.replicas in git it is not needed"
            : "a sync of a Service keeps the hash in its selector";
    return lists.isEmpty()
        ? reason
        : reason + "; but edits of " + String.join(", ", lists) + " in git are not applied then";
  }

  private String notKept() {
    if (subsets() && !routes()) {
      return "it does not keep the hash labels of subsets since Argo CD 3.3.13, 3.4.5 and 3.5; edit the"
          + " DestinationRule at rest";
    }
    String blocks =
        lists.isEmpty()
            ? "it keeps nothing here that has to be kept"
            : "edits of " + String.join(", ", lists) + " in git would not be applied any more";
    return reset.contains(Ownership.MANAGED_ROUTE)
        ? blocks
            + "; edit the VirtualService at rest, since a sync of it removes header and mirror routes"
        : blocks;
  }
}
