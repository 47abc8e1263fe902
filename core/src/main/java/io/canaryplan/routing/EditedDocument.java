// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One document of the input and what becomes of it. Whatever the same is written into is edited
 * once: moments share the document, and the work grows with what differs, not with the moments.
 *
 * <p>Remembers each edit; safe for use by several threads.
 *
 * @param <W> what is written, a value
 */
public final class EditedDocument<W> {
  private final ObjectId id;
  private final YamlDocument source;
  private final Function<W, YamlDocument> edit;
  private final Map<W, StateDocument> done = new ConcurrentHashMap<>();

  /**
   * Takes a document.
   *
   * @param edit returns the document with what is written into it; depends on nothing else
   */
  public EditedDocument(ObjectId id, YamlDocument source, Function<W, YamlDocument> edit) {
    this.id = id;
    this.source = source;
    this.edit = edit;
  }

  /** Returns the document with this written into it. */
  public StateDocument with(W written) {
    return done.computeIfAbsent(written, value -> new StateDocument(id, source, edit.apply(value)));
  }
}
