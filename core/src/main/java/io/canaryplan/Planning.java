// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.check.Check;
import io.canaryplan.check.Checks;
import io.canaryplan.check.DeploymentChecks;
import io.canaryplan.check.DeploymentSubject;
import io.canaryplan.check.RollingUpdateChecks;
import io.canaryplan.check.Subject;
import io.canaryplan.controller.BlueGreenController;
import io.canaryplan.controller.CanaryController;
import io.canaryplan.controller.DeploymentController;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Position;
import io.canaryplan.gitops.ApplicationTerms;
import io.canaryplan.gitops.GitOpsChecks;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.rollout.DeploymentReader;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.istio.MeshDocuments;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of the planner over all inputs. */
final class Planning {
  private final Manifests manifests;
  private final PlannerOptions options;
  // counts need nothing of these; documents and findings do
  private final Supplier<Surroundings> surroundings;
  private final Supplier<Subject.Inputs> inputs;
  private final Supplier<List<Check>> gitOps;
  private final TemplateOfRollout.Lookup templates;
  private final BaseTemplates base;
  private final Workers workers;

  Planning(Manifests manifests, PlannerOptions options) {
    this(manifests, options, BaseTemplates.NONE, Workers.ONE);
  }

  /** Plans an update of the Rollouts of another revision. */
  Planning(Manifests manifests, PlannerOptions options, BaseTemplates base, Workers workers) {
    this.manifests = requireNonNull(manifests, "manifests");
    this.options = requireNonNull(options, "options");
    this.surroundings =
        whenAsked(() -> new Surroundings(manifests.documents(), options.istio(), workers), workers);
    this.inputs = Suppliers.memoize(this::inputs);
    this.gitOps = Suppliers.memoize(() -> GitOpsChecks.among(inputs.get()));
    this.templates = new TemplateOfRollout.Lookup(manifests.documents());
    this.base = requireNonNull(base, "base");
    this.workers = requireNonNull(workers, "workers");
  }

  /** Returns what is made on the first call; at once with workers: they are there for one call. */
  static <T> Supplier<T> whenAsked(Supplier<T> maker, Workers workers) {
    return workers == Workers.ONE
        ? Suppliers.memoize(maker::get)
        : Suppliers.ofInstance(maker.get());
  }

  private Subject.Inputs inputs() {
    return new Subject.Inputs(
        surroundings.get().objects(), NamedDocuments.of(manifests.documents()), options.istio());
  }

  /**
   * What is left of a workload that was planned.
   *
   * @param findings what was found about it
   * @param rollout the Rollout, for what is checked across documents
   */
  private record Outcome(List<Finding> findings, Optional<Rollout> rollout) {
    static Outcome of(PlannedWorkload answer) {
      return new Outcome(
          answer.findings(),
          answer instanceof PlannedRollout rollout ? rollout.rollout() : Optional.empty());
    }
  }

  /** Plans everything and keeps it. What is found is made when somebody asks, or by the workers. */
  PlannedManifests run() {
    Workloads workloads = Workloads.of(manifests.documents());
    List<PlannedWorkload> planned =
        workers.map(
            workloads.planned(),
            document -> {
              PlannedWorkload answer = workload(document);
              if (workers != Workers.ONE) {
                answer.findings();
              }
              return answer;
            });
    return PlannedManifests.later(
        planned, () -> findings(workloads, planned.stream().map(Outcome::of).toList()));
  }

  /** Plans everything and keeps what was found only, everything once and by position. */
  List<Finding> check() {
    Workloads workloads = Workloads.of(manifests.documents());
    List<Outcome> outcomes =
        workers.map(workloads.planned(), document -> Outcome.of(workload(document)));
    return PlannedManifests.join(
        findings(workloads, outcomes), outcomes.stream().map(Outcome::findings));
  }

  ApplicationTerms applications() {
    return ApplicationTerms.of(inputs.get());
  }

  /** Returns what was found outside of single workloads. */
  private List<Finding> findings(Workloads workloads, List<Outcome> outcomes) {
    List<Finding> findings = new ArrayList<>(manifests.findings());
    findings.addAll(surroundings.get().findings());
    findings.addAll(duplicates(workloads.rollouts()));
    workloads.takenOver().forEach(document -> findings.addAll(faults(document)));
    if (outcomes.isEmpty() && manifests.findings().stream().noneMatch(Finding::isError)) {
      findings.add(noRollout(manifests, "nothing to plan"));
    }
    findings.addAll(shared(workloads.planned(), outcomes));
    AcrossDocuments across = new AcrossDocuments();
    across.add(findings);
    for (Outcome outcome : outcomes) {
      outcome.rollout().ifPresent(read -> across.add(read, outcome.findings()));
    }
    findings.addAll(across.check(manifests.documents(), options.istio()));
    return FindingLimit.of(findings);
  }

  private static List<Finding> shared(List<YamlDocument> documents, List<Outcome> outcomes) {
    SharedObjects shared = new SharedObjects();
    for (int i = 0; i < documents.size(); i++) {
      YamlDocument document = documents.get(i);
      outcomes.get(i).rollout().ifPresent(rollout -> shared.add(rollout, document));
    }
    return shared.findings();
  }

  private PlannedWorkload workload(YamlDocument document) {
    return RolloutReader.isMeant(document) ? plan(document) : deployment(document);
  }

  /** Returns why the API server refuses a Deployment that is not planned, and what it ignores. */
  private List<Finding> faults(YamlDocument document) {
    Checked<Deployment> read = DeploymentReader.read(document);
    List<Finding> faults = new ArrayList<>(read.findings());
    read.value()
        .map(written -> DeploymentChecks.refusals(subject(document, written)))
        .ifPresent(faults::addAll);
    return faults;
  }

  /** Plans the update of one Deployment: read, check, plan; then, for who asks, what is found. */
  private PlannedDeployment deployment(YamlDocument document) {
    Checked<Deployment> read = DeploymentReader.read(document);
    Optional<DeploymentSubject> subject =
        read.value().map(written -> subject(document, planned(written)));
    List<Finding> refusals = subject.map(DeploymentChecks::run).orElse(ImmutableList.of());
    Optional<RollingUpdatePlan> plan =
        subject.filter(sound -> refusals.stream().noneMatch(Finding::isError)).map(this::plan);
    Supplier<List<Finding>> findings =
        () ->
            FindingLimit.of(
                ImmutableSet.<Finding>builder()
                    .addAll(read.findings())
                    .addAll(refusals)
                    .addAll(
                        plan.map(made -> RollingUpdateChecks.run(subject.orElseThrow(), made))
                            .orElse(ImmutableList.of()))
                    .build());
    return new PlannedDeployment(
        document,
        read.value(),
        plan.isPresent() ? Checked.later(plan.get(), findings) : Checked.failed(findings.get()),
        inputs,
        options);
  }

  private DeploymentSubject subject(YamlDocument document, Deployment deployment) {
    return new DeploymentSubject(
        deployment,
        document,
        base.deployment(document)
            .map(was -> new DeploymentSubject.Before(planned(was.deployment()), was.document())),
        surroundings.get().objects());
  }

  // judged with the replicas that are planned, which are to be countable
  private Deployment planned(Deployment written) {
    return options.replicas().isPresent()
        ? written.withReplicas(options.replicas().getAsInt())
        : written;
  }

  private RollingUpdatePlan plan(DeploymentSubject subject) {
    DeploymentSpec spec = DeploymentChecks.spec(subject.deployment());
    return DeploymentController.plan(
        subject.specBefore(spec), spec, PodPace.of(options.readiness()));
  }

  /** Plans one Rollout: read and plan; then, for who asks, its documents and what is found. */
  private PlannedRollout plan(YamlDocument document) {
    RolloutReading reading = RolloutReader.readAll(document);
    ChosenHashes chosen = hashes(document);
    PlanSettings settings = options.settings().withHashes(chosen.hashes());
    Supplier<MeshDocuments> mesh = mesh(reading.rollout());
    Optional<Plan> plan =
        reading
            .rollout()
            .filter(Planning::isPlannable)
            .map(rollout -> update(rollout, settings, mesh));
    Optional<Supplier<DocumentRouter>> router = router(plan, mesh);
    return answer(
        Optional.of(document),
        reading.rollout(),
        plan,
        () -> findings(document, reading, chosen, plan, router),
        router,
        chosen::edit);
  }

  private List<Finding> findings(
      YamlDocument document,
      RolloutReading reading,
      ChosenHashes chosen,
      Optional<Plan> plan,
      Optional<Supplier<DocumentRouter>> router) {
    List<Finding> findings = new ArrayList<>(reading.findings());
    if (plan.isPresent()) {
      chosen.finding().ifPresent(findings::add);
      findings.addAll(chosen.head().keys());
    }
    Subject.of(reading, document)
        .ifPresent(subject -> findings.addAll(check(subject, plan, router)));
    return findings;
  }

  private ChosenHashes hashes(YamlDocument rollout) {
    return new ChosenHashes(
        templates.of(rollout), base.of(rollout), options, options.settings().controller());
  }

  /** Plans one Rollout that was made in code; it has no template, and so no hash of its own. */
  PlannedRollout plan(Rollout rollout) {
    Supplier<MeshDocuments> mesh = mesh(Optional.of(rollout));
    Optional<Plan> plan = Optional.of(update(rollout, options.settings(), mesh));
    Optional<Supplier<DocumentRouter>> router = router(plan, mesh);
    return answer(
        Optional.empty(),
        Optional.of(rollout),
        plan,
        () -> findings(rollout, plan, router),
        router,
        Optional::empty);
  }

  private List<Finding> findings(
      Rollout rollout, Optional<Plan> plan, Optional<Supplier<DocumentRouter>> router) {
    List<Finding> findings = new ArrayList<>(manifests.findings());
    findings.addAll(surroundings.get().findings());
    findings.addAll(check(Subject.of(rollout), plan, router));
    AcrossDocuments across = new AcrossDocuments();
    across.add(rollout, findings);
    findings.addAll(across.check(manifests.documents(), options.istio()));
    return findings;
  }

  /**
   * Every pass of a blue-green Rollout without an active Service fails (bluegreen.md 1.1); one
   * whose workload is never resolved has no pods (hash.md 8).
   */
  private static boolean isPlannable(Rollout rollout) {
    boolean everHasPods = !rollout.workloadRef().map(WorkloadRef::isNeverResolved).orElse(false);
    return everHasPods
        && rollout.blueGreen().map(given -> given.activeService().isPresent()).orElse(true);
  }

  // documents are looked at only where a step writes a route into them
  private static Plan update(Rollout rollout, PlanSettings settings, Supplier<MeshDocuments> mesh) {
    return rollout.canary().isPresent()
        ? CanaryController.plan(
            rollout, settings, (before, step) -> mesh.get().refusal(before, step))
        : BlueGreenController.plan(rollout, settings);
  }

  /** Finds the documents that a Rollout refers to, once somebody asks. */
  private Supplier<MeshDocuments> mesh(Optional<Rollout> rollout) {
    return Suppliers.memoize(
        () ->
            MeshDocuments.of(
                rollout.orElseThrow(),
                surroundings.get().objects(),
                options.settings().controller()));
  }

  /** Returns what writes the plan of a canary into its documents; nothing for another plan. */
  private static Optional<Supplier<DocumentRouter>> router(
      Optional<Plan> plan, Supplier<MeshDocuments> mesh) {
    return plan.filter(CanaryPlan.class::isInstance).map(canary -> mesh::get);
  }

  private List<Finding> check(
      Subject subject, Optional<Plan> plan, Optional<Supplier<DocumentRouter>> router) {
    Subject here = subject.by(options.settings().controller()).beside(inputs.get());
    Optional<Subject> planned =
        plan.map(
            made -> router.isPresent() ? here.with(made, router.get().get()) : here.with(made));
    return Checks.run(planned.orElse(here), gitOps.get());
  }

  private PlannedRollout answer(
      Optional<YamlDocument> document,
      Optional<Rollout> rollout,
      Optional<Plan> plan,
      Supplier<List<Finding>> findings,
      Optional<Supplier<DocumentRouter>> router,
      Supplier<Optional<TemplateEdit>> edit) {
    Supplier<List<Finding>> once = () -> FindingLimit.of(ImmutableSet.copyOf(findings.get()));
    Checked<Plan> checked =
        plan.isPresent() ? Checked.later(plan.get(), once) : Checked.failed(once.get());
    return new PlannedRollout(document, rollout, checked, inputs, router, options, edit);
  }

  /**
   * Returns that there is no Rollout; it stands at the first file.
   *
   * @param missing what there is therefore not: {@code nothing to plan}
   */
  static Finding noRollout(Manifests manifests, String missing) {
    Finding finding =
        Finding.of(
                InputRules.NO_ROLLOUT,
                FieldPath.root(),
                "there is no Rollout in the input, so there is " + missing)
            .withHint("add a document with apiVersion argoproj.io/v1alpha1 and kind Rollout");
    return manifests.files().isEmpty()
        ? finding
        : finding.at(new Position(manifests.files().get(0), 1, 1));
  }

  private static List<Finding> duplicates(List<YamlDocument> rollouts) {
    Map<String, Position> firsts = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (YamlDocument document : rollouts) {
      Optional<ObjectId> id = KubernetesObject.idOf(document.root());
      if (id.isEmpty()) {
        continue;
      }
      FieldPath path = FieldPath.of("metadata", "name");
      Position position = document.position(path);
      String key = id.get().namespace().orElse("") + "/" + id.get().name();
      Position first = firsts.putIfAbsent(key, position);
      if (first != null) {
        findings.add(duplicate(id.get(), path, first).at(position));
      }
    }
    return findings;
  }

  private static Finding duplicate(ObjectId id, FieldPath path, Position first) {
    return Finding.of(
            InputRules.DUPLICATE_ROLLOUT,
            path,
            """
            the Rollout "%s" is given a second time, first at %s; a name can stand for one \
            Rollout of a namespace only"""
                .formatted(id.name(), first))
        .withHint("remove one of the two, or change metadata.name or metadata.namespace");
  }
}
