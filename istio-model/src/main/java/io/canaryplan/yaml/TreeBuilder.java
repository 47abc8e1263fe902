// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlMapping.Entry;
import io.canaryplan.yaml.YamlNode.Props;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the trees of one file from events, without recursion, and reports what is unsound. */
final class TreeBuilder {
  /** A collection whose end has not come yet, or whatever an anchor names. */
  private static final class Frame {
    final boolean mapping;
    final boolean flow;
    final @Nullable Props props;
    final int start;
    final List<YamlNode> children = new ArrayList<>();
    // Null while the end has not come yet.
    @Nullable YamlNode node;
    // What the node comes to once all aliases in it are written out.
    long size = 1;
    int height = 1;

    Frame(boolean mapping, boolean flow, @Nullable Props props, int start) {
      this.mapping = mapping;
      this.flow = flow;
      this.props = props;
      this.start = start;
    }

    boolean awaitsKey() {
      return mapping && children.size() % 2 == 0;
    }
  }

  private final Source source;
  private final YamlLimits limits;
  private final FindingLimit findings = new FindingLimit();
  private final List<Region> regions = new ArrayList<>();
  private final SharedKeys keys = new SharedKeys();
  private final Deque<Frame> open = new ArrayDeque<>();
  // What each anchor names at this point.
  private final Map<String, Frame> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private long aliasNodes;
  private int values;
  private boolean unsound;
  // What is found in the document that is being read, and whether a look-alike is among it.
  private FindingLimit inDocument = new FindingLimit();
  private boolean lookAlike;
  // Whether the file is a template, which is said once.
  private boolean isTemplate;
  private boolean aliases;
  private boolean aborted;
  // End of the last document: comments between documents belong to one of them.
  private int lastEnd;
  private int regionStart;

  TreeBuilder(Source source, YamlLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Returns what is found in the whole file, in order. */
  List<Finding> findings() {
    return findings.toList();
  }

  List<Region> regions() {
    return regions;
  }

  /** Returns whether the rest of the document must not be read: a limit is exceeded. */
  boolean isAborted() {
    return aborted;
  }

  void startAt(int offset) {
    lastEnd = offset <= source.contentStart() ? 0 : offset;
    regionStart = lastEnd;
    aborted = false;
  }

  /** Reports something about the file as a whole. */
  void report(Finding finding) {
    findings.add(finding);
  }

  /**
   * Reports what ends the document that is being read: the rest of it, up to {@code end}, stays
   * unread.
   */
  void breakOff(Finding finding, int end) {
    if (finding.rule().equals(YamlRules.LOOK_ALIKE_CHARACTER)) {
      // What was found before it comes of it, or is the same character seen from its value.
      inDocument = new FindingLimit();
    }
    inDocument.add(finding);
    checkTemplate(regionStart, end);
    breakOff();
  }

  /** Forgets a document whose end never came, but not what was found in it. */
  void breakOff() {
    findings.addAll(inDocument);
    forget();
  }

  private void forget() {
    open.clear();
    anchors.clear();
    inDocument = new FindingLimit();
    root = null;
    unsound = false;
    lookAlike = false;
    aliases = false;
    aliasNodes = 0;
    values = 0;
  }

  /** A template is one finding: whatever else is found in it is about no manifest. */
  private void checkTemplate(int start, int end) {
    if (inDocument.isEmpty()) {
      return;
    }
    Optional<TemplateExpression> template = TemplateExpression.unquoted(source.text(), start, end);
    if (template.isPresent()) {
      inDocument = new FindingLimit();
      unsound = true;
      if (!isTemplate) {
        Range range =
            new Range(
                source.position(template.get().start()), source.position(template.get().end()));
        inDocument.add(template.get().finding(range));
      }
      isTemplate = true;
    }
  }

  void documentStart(int start, int end, boolean explicit) {
    breakOff();
    boolean markerOnly =
        explicit
            && source.text().charAt(start) != '%'
            && source.text().substring(lastEnd, start).isBlank();
    regionStart = markerOnly ? afterMarker(end) : lastEnd;
  }

  void documentEnd(int start, int end, boolean explicit) {
    YamlNode made = root;
    checkTemplate(regionStart, start);
    boolean empty = made instanceof YamlScalar scalar && scalar.text().isEmpty() && scalar.isNull();
    if (made != null && !empty && !unsound) {
      regions.add(
          new Region(source, Math.min(regionStart, made.start), start, 0, false, aliases, made));
    }
    lastEnd = explicit ? source.nextLine(end) : start;
    breakOff();
  }

  void scalar(@Nullable Props props, int markStart, int markEnd, String text, ScalarStyle style) {
    int start = markStart;
    int end = markEnd;
    Frame frame = open.peek();
    if (start == end && frame != null && frame.mapping && !frame.awaitsKey()) {
      YamlNode key = frame.children.get(frame.children.size() - 1);
      // A key without colon: the parser puts the missing value at whatever comes next.
      boolean colon = start > key.end && source.text().charAt(start - 1) == ':';
      start = colon ? start : key.end;
      end = start;
    }
    checkTag(props, markStart);
    checkSurrogates(text, style, markStart);
    if (style == ScalarStyle.PLAIN && props == null && !lookAlike) {
      checkLookAlikes(text, markStart, frame != null && frame.awaitsKey());
    }
    end = style.isBlock() ? BlockScalars.end(source, start, end) : end;
    String shared = frame != null && frame.awaitsKey() ? keys.share(text) : text;
    YamlScalar scalar = new YamlScalar(source, start, end, props, shared, style);
    if (props != null) {
      Frame named = new Frame(false, false, props, start);
      named.node = scalar;
      named.height = 0;
      name(named);
    }
    add(scalar, 1, 0);
  }

  void collection(boolean mapping, boolean flow, @Nullable Props props, int start) {
    if (open.size() >= limits.maxDepth()) {
      abort(YamlRules.NESTING_TOO_DEEP, tooDeep(), start);
      return;
    }
    checkTag(props, start);
    Frame frame = new Frame(mapping, flow, props, start);
    name(frame);
    open.push(frame);
  }

  void collectionEnd(int markEnd) {
    Frame frame = open.pop();
    int end = frame.flow && hasBracket(frame) ? markEnd : lastChildEnd(frame, markEnd);
    YamlNode node = frame.mapping ? finishMapping(frame, end) : finishSequence(frame, end);
    frame.node = node;
    add(node, frame.size, frame.height);
  }

  void alias(String name, int start, int end) {
    aliases = true;
    Frame target = anchors.get(name);
    YamlNode named = target == null ? null : target.node;
    if (target != null && named != null) {
      aliasNodes += target.size;
      if (aliasNodes > limits.maxAliasNodes()) {
        abort(YamlRules.TOO_MANY_ALIASES, tooManyAliases(), start);
      } else if (open.size() + target.height > limits.maxDepth()) {
        abort(YamlRules.NESTING_TOO_DEEP, tooDeep(), start);
      } else {
        add(named.aliasAt(source, start, end), target.size, target.height);
      }
      return;
    }
    unsound = true;
    boolean unknown = target == null;
    String wrong = unknown ? "names no anchor above it" : "stands inside the block that it names";
    report(
        unknown ? YamlRules.UNKNOWN_ANCHOR : YamlRules.RECURSIVE_ALIAS,
        "the alias " + Quotation.of("*" + name) + " " + wrong,
        start);
    add(new YamlScalar(source, start, end, null, "", ScalarStyle.PLAIN), 1, 0);
  }

  private String tooManyAliases() {
    return "the aliases up to here stand for more than "
        + limits.maxAliasNodes()
        + " values, the limit for one document";
  }

  private static String tooManyValues() {
    return "the document has more than "
        + YamlLimits.MOST_VALUES
        + " keys, items and values up to here, the limit for one document";
  }

  private String tooDeep() {
    return "mappings and lists are nested deeper than " + limits.maxDepth() + ", the limit";
  }

  private YamlNode finishMapping(Frame frame, int end) {
    ImmutableList.Builder<Entry> entries =
        ImmutableList.builderWithExpectedSize(frame.children.size() / 2);
    for (int i = 0; i + 1 < frame.children.size(); i += 2) {
      entries.add(new Entry(key(frame.children.get(i)), frame.children.get(i + 1)));
    }
    ImmutableList<Entry> raw = entries.build();
    MappingKeys.check(source, raw, path(), inDocument);
    return new YamlMapping(source, frame.start, end, frame.props, raw, frame.flow);
  }

  private YamlNode finishSequence(Frame frame, int end) {
    ImmutableList<YamlNode> items = ImmutableList.copyOf(frame.children);
    return new YamlSequence(source, frame.start, end, frame.props, items, frame.flow);
  }

  private YamlScalar key(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar;
    }
    report(
        YamlRules.NON_SCALAR_KEY,
        "the key is " + node.describe() + " where a text is expected",
        node.start);
    // Its own text as key: the tree stays complete, and an edit elsewhere leaves it alone.
    String text = source.text().substring(node.start, node.end);
    return new YamlScalar(source, node.start, node.end, null, text, ScalarStyle.COLLECTION);
  }

  // An anchor of the same name further inside a collection is the later one and stays.
  private void name(Frame frame) {
    if (frame.props != null && frame.props.anchor() != null) {
      anchors.put(frame.props.anchor(), frame);
    }
  }

  private void add(YamlNode node, long size, int height) {
    values++;
    if (values > YamlLimits.MOST_VALUES) {
      abort(YamlRules.TOO_MANY_VALUES, tooManyValues(), node.start);
      return;
    }
    Frame frame = open.peek();
    if (frame == null) {
      root = node;
    } else {
      frame.children.add(node);
      frame.size += size;
      frame.height = Math.max(frame.height, height + 1);
    }
  }

  // A single pair in a list, `[a: b]`, is a mapping without brackets of its own.
  private boolean hasBracket(Frame frame) {
    int start = frame.start;
    return frame.children.isEmpty()
        || (frame.children.get(0).start > start && "?:".indexOf(source.text().charAt(start)) < 0);
  }

  private static int lastChildEnd(Frame frame, int markEnd) {
    int count = frame.children.size();
    return count == 0 ? markEnd : frame.children.get(count - 1).end;
  }

  private void checkTag(@Nullable Props props, int offset) {
    if (props != null && props.tag() != null && !YamlTags.isOwn(props.tag())) {
      String shown = Quotation.of(YamlTags.written(props.tag()));
      inDocument.add(
          source
              .finding(
                  YamlRules.UNEXPECTED_TAG,
                  path(),
                  "the tag " + shown + " is not one of YAML's own; the value is read as text",
                  offset)
              .withHint("remove the tag"));
    }
  }

  /** Refuses an escape that is half a character: no UTF-8 can hold it. */
  private void checkSurrogates(String text, ScalarStyle style, int start) {
    if (style == ScalarStyle.DOUBLE_QUOTED && !Source.isWhole(text)) {
      inDocument.add(SyntaxErrors.badEscape(source, source.text().indexOf("\\", start)));
      unsound = true;
    }
  }

  /** A key with such a character is another key; of a value only its beginning matters. */
  private void checkLookAlikes(String text, int start, boolean key) {
    int found = key ? LookAlikes.findInKey(text) : LookAlikes.find(text, 0, text.length());
    if (found >= 0) {
      Severity severity = key ? Severity.ERROR : Severity.WARNING;
      inDocument.add(LookAlikes.finding(source, path(), start + found, severity));
      lookAlike = true;
      unsound |= key;
    }
  }

  private void abort(Rule rule, String message, int offset) {
    // A limit is about the document; the path of hundreds of brackets would help nobody.
    inDocument.add(source.finding(rule, FieldPath.root(), message, offset));
    aborted = true;
  }

  private void report(Rule rule, String message, int offset) {
    inDocument.add(source.finding(rule, path(), message, offset));
  }

  /** Returns the path of the node that is read next or has just been finished. */
  private FieldPath path() {
    FieldPath path = FieldPath.root();
    Iterator<Frame> frames = open.descendingIterator();
    while (frames.hasNext()) {
      Frame frame = frames.next();
      int count = frame.children.size();
      if (!frame.mapping) {
        path = path.index(count);
      } else if (!frame.awaitsKey() && frame.children.get(count - 1) instanceof YamlScalar key) {
        path = path.child(key.text());
      }
    }
    return path;
  }

  private int afterMarker(int end) {
    String text = source.text();
    int at = Blanks.skipSpaces(text, end);
    boolean lineEnds = at < text.length() && Source.isBreak(text.charAt(at));
    return lineEnds ? source.nextLine(at) : at;
  }
}
