// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/**
 * The rules that reading and writing YAML reports under.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class YamlRules {
  /** The text is not YAML. */
  public static final Rule SYNTAX_ERROR =
      Rule.error("syntax-error")
          .title("The text is not YAML")
          .what(
              """
              The text is not YAML: an unclosed quote or bracket, a tab as indentation, a line that
              fits nowhere.
              """)
          .why(
              """
              Nothing can be said about a document that cannot be read; sound documents of the same
              file are still planned.
              """)
          .source("YAML 1.1")
          .bad("name: \"shop")
          .good("name: \"shop\"")
          .build();

  /** One key stands twice in a mapping. */
  public static final Rule DUPLICATE_KEY =
      Rule.error("duplicate-key")
          .title("One key stands twice in a mapping")
          .what("A mapping has one key twice.")
          .why(
              """
              kubectl takes the last one without a word, Kustomize refuses the document, and other
              parsers keep the first.
              """)
          .source("Kubernetes")
          .bad(
              """
              replicas: 2
              replicas: 3
              """)
          .good("replicas: 3")
          .build();

  /** A key is a mapping or a list. */
  public static final Rule NON_SCALAR_KEY =
      Rule.error("non-scalar-key")
          .title("A key is a mapping or a list")
          .what("A mapping or a list stands where a key is expected.")
          .why("JSON, which everything becomes on its way to the cluster, has no such keys.")
          .source("Kubernetes")
          .bad(
              """
              ? [a, b]
              : value
              """)
          .good("a: value")
          .build();

  /** A merge key has nothing to merge. */
  public static final Rule BAD_MERGE_KEY =
      Rule.error("bad-merge-key")
          .title("A merge key has nothing to merge")
          .what(
              """
              The value of `<<` is neither a mapping nor a list of mappings, so there is nothing to
              merge.
              """)
          .why("A merge key takes keys over from other mappings; any other value has no keys.")
          .source("YAML 1.1")
          .bad("<<: text")
          .good("<<: *defaults")
          .build();

  /** A merge key brings a key that stands above it with another value. */
  public static final Rule KEY_ABOVE_MERGE_KEY =
      Rule.warning("key-above-merge-key")
          .title("A merge key brings a key that stands above it")
          .what(
              """
              A key stands above a merge key `<<` that brings the same key with another value.
              """)
          .why(
              """
              YAML 1.1 and Kustomize let what is written count, wherever it stands. The parser of
              kubectl goes from top to bottom: what is merged replaces what stands above it.
              """)
          .source("go.yaml.in/yaml/v2, decode.go")
          .bad(
              """
              base: &base {app: shop}
              labels:
                app: cart
                <<: *base
              """)
          .good(
              """
              base: &base {app: shop}
              labels:
                <<: *base
                app: cart
              """)
          .build();

  /** A tag is none of YAML's own. */
  public static final Rule UNEXPECTED_TAG =
      Rule.error("unexpected-tag")
          .title("A tag is none of YAML's own")
          .what("A tag that is none of YAML's own, for example one that names a class.")
          .why(
              """
              Nothing is ever constructed from a tag; a document that needs one is not a manifest.
              """)
          .source("canaryplan")
          .bad("name: !!javax.script.ScriptEngineManager []")
          .good("name: shop")
          .build();

  /** An alias has no anchor before it. */
  public static final Rule UNKNOWN_ANCHOR =
      Rule.error("unknown-anchor")
          .title("An alias has no anchor before it")
          .what("An alias names an anchor that does not stand before it.")
          .why("An alias stands for the node of its anchor; without one it stands for nothing.")
          .source("YAML 1.1")
          .bad("labels: *missing")
          .good("labels: &labels {app: shop}")
          .build();

  /** An alias stands inside its own anchor. */
  public static final Rule RECURSIVE_ALIAS =
      Rule.error("recursive-alias")
          .title("An alias stands inside its own anchor")
          .what(
              """
              An alias stands inside the block its anchor names; written out it would never end.
              """)
          .why("Written out it would never end.")
          .source("canaryplan")
          .bad(
              """
              a: &a
                b: *a
              """)
          .good(
              """
              a: &a
                b: text
              """)
          .build();

  /** Aliases stand for too many nodes. */
  public static final Rule TOO_MANY_ALIASES =
      Rule.error("too-many-aliases")
          .title("Aliases stand for too many nodes")
          .what("The aliases of one document stand for more nodes than the limit allows.")
          .why("A few lines can stand for billions of nodes; the limit is `maxAliasNodes`.")
          .source("canaryplan")
          .bad("b: [*a, *a, *a, *a]  # and so on, nine levels deep")
          .good("b: [x, y]")
          .build();

  /** A document has too many values. */
  public static final Rule TOO_MANY_VALUES =
      Rule.error("too-many-values")
          .title("A document has too many values")
          .what("A document has more than a million keys, items and values; it is not read.")
          .why(
              """
              Each takes a multiple of its text as memory. etcd takes objects of 1.5 MB unless \
              set otherwise, which have fewer; a list of objects can have as many.
              """)
          .source("canaryplan")
          .bad("a List of a million items")
          .good("several files")
          .build();

  /** A file has too many broken documents. */
  public static final Rule TOO_MANY_BROKEN_DOCUMENTS =
      Rule.error("too-many-broken-documents")
          .title("A file has too many broken documents")
          .what(
              """
              A file has a hundred broken documents; what follows the last of them is not read.
              """)
          .why("Such a file is hardly YAML.")
          .source("canaryplan")
          .bad(
              """
              a: [
              ---
              a: [  # and so on, a hundred times
              """)
          .good("a: []")
          .build();

  /** Collections are nested too deep. */
  public static final Rule NESTING_TOO_DEEP =
      Rule.error("nesting-too-deep")
          .title("Collections are nested too deep")
          .what("Mappings and lists are nested deeper than the limit allows.")
          .why(
              """
              No manifest needs it, and reading it would cost a stack; the limit is `maxDepth`.
              """)
          .source("canaryplan")
          .bad("[[[[[[[[ … ]]]]]]]]")
          .good("[a, b]")
          .build();

  /** A file is too large. */
  public static final Rule DOCUMENT_TOO_LARGE =
      Rule.error("document-too-large")
          .title("A file is too large")
          .what("The file is larger than the limit, 64 MB unless set otherwise.")
          .why("Reading takes a multiple of the size as memory; the limit is `maxBytes`.")
          .source("canaryplan")
          .bad("a file of 100 MB")
          .good("several files")
          .build();

  /** A file is not UTF-8. */
  public static final Rule NOT_UTF_8 =
      Rule.error("not-utf-8")
          .title("A file is not UTF-8")
          .what("The bytes of the file are not UTF-8, so its text is not known.")
          .why("Kubernetes reads UTF-8; what another encoding meant can only be guessed.")
          .source("Kubernetes")
          .bad("name: caf\\xE9  # Latin-1")
          .good("name: café")
          .build();

  /** A file holds control characters. */
  public static final Rule NOT_TEXT =
      Rule.error("not-text")
          .title("A file holds control characters")
          .what(
              """
              The file holds NUL or other control characters; it is probably not a text at all.
              """)
          .why("YAML 1.1 allows no control characters but tabs and line breaks.")
          .source("YAML 1.1")
          .bad("name: \\x00")
          .good("name: shop")
          .build();

  /** A file is a template. */
  public static final Rule TEMPLATE_EXPRESSION =
      Rule.error("template-expression")
          .title("A file is a template")
          .what(
              """
              A value, or a line of its own, is for a template engine to fill in: `{{ … }}`, `{% … %}`
              or `${NAME}`; in numbers, names, labels and images also `$NAME`, `<% … %>` and
              `[[ … ]]`. One finding for each file; its documents with expressions are not read.
              """)
          .why(
              """
              What the manifest says is known only once it is rendered: anything found in the
              template would be about a text that never reaches a cluster.
              """)
          .source("Helm, Jinja, envsubst")
          .bad("replicas: {{ .Values.replicas }}")
          .good("replicas: 4")
          .build();

  /** A character looks like one of YAML's own. */
  public static final Rule LOOK_ALIKE_CHARACTER =
      Rule.warning("look-alike-character")
          .title("A character looks like one of YAML's own")
          .what(
              """
              Full-width punctuation, a no-break, ideographic or zero-width space, or a curly quote
              stands where YAML has its own character; an *error* where the document cannot be read
              because of it. One finding for each document.
              """)
          .why("It is an ordinary letter to YAML, and becomes a part of the key or the value.")
          .source("YAML 1.1")
          .bad("replicas：4")
          .good("replicas: 4")
          .build();

  /** An edit replaced an alias by a copy. */
  public static final Rule ALIAS_EXPANDED =
      Rule.note("alias-expanded")
          .title("An edit replaced an alias by a copy")
          .what("An edit changed something inside an aliased block.")
          .why(
              """
              Only the place meant may change, so the alias is replaced there by a copy of what it
              stands for.
              """)
          .source("canaryplan")
          .bad("http: *routes  # edited here")
          .good(
              """
              http:
              - name: primary  # written out
              """)
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Reading YAML",
          "What no document may contain, whatever its kind.",
          ImmutableList.of(
              SYNTAX_ERROR,
              DUPLICATE_KEY,
              NON_SCALAR_KEY,
              BAD_MERGE_KEY,
              KEY_ABOVE_MERGE_KEY,
              UNEXPECTED_TAG,
              UNKNOWN_ANCHOR,
              RECURSIVE_ALIAS,
              TOO_MANY_ALIASES,
              TOO_MANY_VALUES,
              TOO_MANY_BROKEN_DOCUMENTS,
              NESTING_TOO_DEEP,
              DOCUMENT_TOO_LARGE,
              NOT_UTF_8,
              NOT_TEXT,
              TEMPLATE_EXPRESSION,
              LOOK_ALIKE_CHARACTER,
              ALIAS_EXPANDED));

  private YamlRules() {}
}
