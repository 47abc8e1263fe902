// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.finding.Quotation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The command line. Standard output has nothing but the answer, in UTF-8 with line feeds whatever
 * the platform's default; everything else goes to standard error.
 */
public final class CommandLine {
  private static final int FAILED = 2;

  private final InputStream in;
  private final Output out;
  private final Output err;

  /** Makes a command line over these streams, none of which is taken for a terminal. */
  public CommandLine(InputStream in, OutputStream out, OutputStream err) {
    this(in, new Output(out, false), new Output(err, false));
  }

  CommandLine(InputStream in, Output out, Output err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String... args) {
    Output out = new Output(new FileOutputStream(FileDescriptor.out), Terminal.isAt(1));
    Output err = new Output(new FileOutputStream(FileDescriptor.err), Terminal.isAt(2));
    InputStream in = StandardInput.of(System.in, StandardInput.LINK);
    System.exit(new CommandLine(in, out, err).run(args));
  }

  /**
   * Runs one command.
   *
   * @return 0 if all is fine, 1 if findings are errors, 2 if the command line cannot be understood
   *     or something cannot be read or written
   */
  public int run(String... args) {
    try {
      int status = answer(args);
      out.flush();
      err.flush();
      return status;
    } catch (UsageException e) {
      return failed(e.getMessage(), "--help shows what there is");
    } catch (IOException e) {
      return failed("the output cannot be written: " + Reason.of(e));
    } catch (OutOfMemoryError e) {
      return failed(
          "the memory of the JVM is too small for this input; start java with a larger -Xmx");
    } catch (RuntimeException | StackOverflowError e) {
      // ours to repair; what the user can act on is never an exception
      return failed("internal error: " + e);
    }
  }

  private int answer(String... args) throws UsageException, IOException {
    List<String> words = List.of(args);
    List<String> options = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
    if (options.contains("--help") || words.equals(List.of("help"))) {
      out.append(Help.text());
      return 0;
    }
    if (options.contains("--version")) {
      out.append(Help.version());
      return 0;
    }
    Arguments arguments = Arguments.parse(args);
    Run run = new Run(arguments, PlanningOptions.of(arguments), in, out, err);
    return switch (arguments.command()) {
      case PLAN -> new PlanCommand(run).run();
      case DOCUMENTS -> new DocumentsCommand(run).run();
      case CHECK -> new CheckCommand(run).run();
      case WHAT_IF -> new WhatIfCommand(run).run();
      case COMPARE -> new CompareCommand(run).run();
      case HASH -> new HashCommand(run).run();
      case REVIEW -> new ReviewCommand(run).run();
      case GITOPS -> new GitOpsCommand(run).run();
      case RULES -> new RulesCommand(run).run();
    };
  }

  private int failed(String... sentences) {
    try {
      for (String sentence : sentences) {
        err.append("canaryplan: " + Quotation.line(sentence) + "\n");
      }
      err.flush();
    } catch (IOException e) {
      // Nobody reads standard error either: the exit status says it.
      return FAILED;
    }
    return FAILED;
  }
}
