// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * Documents of all kinds, in the order given, found by kind and name without going through all of
 * them; also those that no reader understands. Several may have one name: in different namespaces,
 * of different API groups, or by mistake.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class NamedDocuments {
  private final ImmutableList<YamlDocument> all;
  private final ImmutableListMultimap<String, YamlDocument> byKind;
  private final ImmutableListMultimap<Key, YamlDocument> byName;

  private record Key(String kind, String name) {}

  private NamedDocuments(List<YamlDocument> documents) {
    all = ImmutableList.copyOf(documents);
    ImmutableListMultimap.Builder<String, YamlDocument> kinds = ImmutableListMultimap.builder();
    ImmutableListMultimap.Builder<Key, YamlDocument> names = ImmutableListMultimap.builder();
    for (YamlDocument document : all) {
      Optional<String> kind = Fields.text(document.root(), "kind");
      Optional<String> name = Fields.text(document.root(), "metadata", "name");
      if (kind.isPresent()) {
        kinds.put(kind.get(), document);
        name.ifPresent(named -> names.put(new Key(kind.get(), named), document));
      }
    }
    byKind = kinds.build();
    byName = names.build();
  }

  /** Returns these documents by kind and name. */
  public static NamedDocuments of(List<YamlDocument> documents) {
    return new NamedDocuments(documents);
  }

  /** Returns all documents, those without kind or name too. */
  public List<YamlDocument> all() {
    return all;
  }

  /** Returns the documents of a kind of whatever API group, in the order given; often none. */
  public List<YamlDocument> ofKind(String kind) {
    return byKind.get(kind);
  }

  /** Returns those of this kind and name in any namespace, in the order given; often none. */
  public List<YamlDocument> named(String kind, String name) {
    return byName.get(new Key(kind, name));
  }

  /** Two are equal if they hold the same documents in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NamedDocuments that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  /** Returns how many documents there are. */
  @Override
  public String toString() {
    return all.size() + " documents";
  }
}
