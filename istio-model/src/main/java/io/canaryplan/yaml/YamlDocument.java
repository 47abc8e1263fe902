// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Located;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document of a file, or one item of a {@code kind: List}. It keeps the text it was read from;
 * {@link #text()} is that text with only the edited places changed. An edited document costs memory
 * for its edits only: its text is made when asked for.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class YamlDocument implements Located {
  private final String file;
  private final YamlNode root;
  private final @Nullable Region region;

  private YamlDocument(String file, YamlNode root, @Nullable Region region) {
    this.file = file;
    this.root = root;
    this.region = region;
  }

  /** Makes the document that was read from {@code region}. */
  YamlDocument(Region region) {
    this(region.source().file(), region.root(), region);
  }

  /**
   * Returns a document made in code.
   *
   * @param file the name it is reported under
   */
  public static YamlDocument of(String file, YamlNode root) {
    return new YamlDocument(requireNonNull(file, "file"), requireNonNull(root, "root"), null);
  }

  /** Returns the name of the file it was read from. */
  public String file() {
    return file;
  }

  /** Returns the whole tree. */
  public YamlNode root() {
    return root;
  }

  /** Returns the node at {@code path}, if there is one. */
  public Optional<YamlNode> at(FieldPath path) {
    return root.at(path);
  }

  /**
   * Returns where the node at {@code path} stands, or else the nearest node above it that has a
   * position; the first character of the file for a document made in code.
   */
  public Position position(FieldPath path) {
    return located(path).flatMap(YamlNode::position).orElseGet(() -> new Position(file, 1, 1));
  }

  /**
   * Returns the part of the file that the node at {@code path} takes; otherwise as {@link
   * #position(FieldPath)}.
   */
  @Override
  public Range range(FieldPath path) {
    return located(path)
        .flatMap(YamlNode::range)
        .orElseGet(() -> Range.at(new Position(file, 1, 1)));
  }

  /** Returns the nearest node at or above {@code path} that stands in the text. */
  private Optional<YamlNode> located(FieldPath path) {
    FieldPath at = path;
    while (true) {
      Optional<YamlNode> node = root.at(at).filter(YamlNode::stands);
      if (node.isPresent() || at.isRoot()) {
        return node;
      }
      at = at.parent();
    }
  }

  /** Returns this document with another tree, usually one made by changing {@link #root()}. */
  public YamlDocument withRoot(YamlNode edited) {
    return edited == root ? this : new YamlDocument(file, requireNonNull(edited), region);
  }

  /** Returns this document with {@code value} at {@code path}; see {@link YamlNode#with}. */
  public YamlDocument with(FieldPath path, YamlNode value) {
    return withRoot(root.with(path, value));
  }

  /** Returns this document without the node at {@code path}; see {@link YamlNode#without}. */
  public YamlDocument without(FieldPath path) {
    return withRoot(root.without(path));
  }

  /**
   * Returns the text: that of the source with only the edited places changed. Comments, quotes,
   * order, blank lines and line ends elsewhere stay byte for byte. A document made in code has its
   * {@link #canonicalText()}.
   */
  public String text() {
    return region == null ? canonicalText() : region.render(root, new ArrayList<>());
  }

  /**
   * Returns the tree in plain YAML: block style, two spaces, keys in their order, no line folded,
   * no comments; reading it gives an equal tree.
   */
  public String canonicalText() {
    return YamlEmitter.document(root);
  }

  /** Returns what the edits of this document caused besides themselves: aliases written out. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (region != null) {
      region.render(root, findings);
    }
    return ImmutableList.copyOf(findings);
  }

  /** Returns {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
