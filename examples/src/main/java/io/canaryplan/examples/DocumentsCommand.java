// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PlannedManifests;
import io.canaryplan.report.DocumentDiff;
import io.canaryplan.report.DocumentFiles;
import io.canaryplan.report.GitDocuments;
import io.canaryplan.report.HashNotes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes or compares the documents of every state. */
final class DocumentsCommand {
  private final Run run;

  DocumentsCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    Optional<String> folder = run.arguments().get(Option.OUT);
    Optional<String> diff = PlanningOptions.oneOf(run.arguments(), Option.DIFF);
    if (run.arguments().has(Option.FOR_GIT)) {
      return forGit(folder, diff);
    }
    if (folder.isEmpty() && diff.isEmpty()) {
      throw new UsageException("documents needs --out DIR, --diff or --for-git");
    }
    PlannedManifests planned = run.plan(run.arguments().files());
    if (folder.isPresent()) {
      write(
          new DocumentFolder(folder.get()),
          target -> DocumentFiles.write(planned.workloads(), target));
    }
    if (diff.isPresent()) {
      DocumentDiff.Base base =
          diff.get().equals("input") ? DocumentDiff.Base.INPUT : DocumentDiff.Base.PREVIOUS;
      run.out().append(DocumentDiff.of(planned.workloads(), base));
    }
    tell(HashNotes.of(planned.workloads()));
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings());
  }

  /** Prints or writes what git should hold; a diff is always against the documents given. */
  private int forGit(Optional<String> folder, Optional<String> diff)
      throws UsageException, IOException {
    if (diff.equals(Optional.of("previous"))) {
      throw new UsageException("--for-git has no state before it: --diff compares with the input");
    }
    PlannedManifests planned = run.plan(run.arguments().files());
    if (folder.isPresent()) {
      DocumentFolder target = new DocumentFolder(folder.get());
      write(target, file -> GitDocuments.write(planned, file));
    }
    if (diff.isPresent()) {
      run.out().append(GitDocuments.diff(planned));
    } else if (folder.isEmpty()) {
      run.out().append(GitDocuments.text(planned));
    }
    tell(GitDocuments.notes(planned));
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings());
  }

  private void tell(List<String> notes) throws IOException {
    for (String note : notes) {
      run.err().append("canaryplan: ").append(note).append("\n");
    }
  }

  /** Hands out files; the target fails as a file system does. */
  @FunctionalInterface
  private interface Writing {
    void to(DocumentFiles.Target target) throws IOException;
  }

  private void write(DocumentFolder folder, Writing files) throws UsageException, IOException {
    try {
      folder.create();
      files.to(folder::write);
    } catch (IOException e) {
      throw new UsageException(folder + " cannot be written: " + Reason.of(e));
    }
    if (folder.isEmpty()) {
      run.err().append("canaryplan: there is no document to write: nothing planned here names a");
      run.err().append(" Service or a document of Istio among the inputs\n");
    }
  }
}
