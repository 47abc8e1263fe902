// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PlannedManifests;
import io.canaryplan.report.DocumentDiff;
import io.canaryplan.report.DocumentFiles;
import java.io.IOException;
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
    if (folder.isEmpty() && diff.isEmpty()) {
      throw new UsageException("documents needs --out DIR or --diff");
    }
    PlannedManifests planned = run.plan(run.arguments().files());
    if (folder.isPresent()) {
      write(planned, new DocumentFolder(folder.get()));
    }
    if (diff.isPresent()) {
      DocumentDiff.Base base =
          diff.get().equals("input") ? DocumentDiff.Base.INPUT : DocumentDiff.Base.PREVIOUS;
      run.out().append(DocumentDiff.of(planned.workloads(), base));
    }
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings());
  }

  private void write(PlannedManifests planned, DocumentFolder folder)
      throws UsageException, IOException {
    try {
      folder.create();
      DocumentFiles.write(planned.workloads(), folder::write);
    } catch (IOException e) {
      throw new UsageException(folder + " cannot be written: " + Reason.of(e));
    }
    if (folder.isEmpty()) {
      run.err().append("canaryplan: there is no document to write: nothing planned here names a");
      run.err().append(" Service or a document of Istio among the inputs\n");
    }
  }
}
