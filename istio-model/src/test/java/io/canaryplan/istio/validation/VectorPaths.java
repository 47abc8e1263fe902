// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioVectors.Said;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a finding is where Istio's own words put it. The webhook names no field; the vectors give
 * the message that its text speaks of ("the connection pool"), a finding the field of it that is
 * wrong. Which fields those are stands here, row by row: anywhere else the two must be equal.
 */
final class VectorPaths {
  /**
   * What may follow the path of a vector. {@code #} is an index, {@code *} one key of a map or one
   * field; a path from the root on stands for a vector without path.
   */
  private static final SetMultimap<String, String> INSIDE =
      ImmutableSetMultimap.<String, String>builder()
          // the vector names the list of rules, its text the rule and the match
          .putAll("4.6-1", "[#]", "[#].match[#]")
          .putAll("4.6-2", "[#]", "[#].match[#]")
          .putAll("4.6-3", "[#].match[#]")
          .putAll("4.6-4", "[#]")
          .putAll("4.6-5", "[#].match[#]")
          // no path: the rule is about the document, one field of it is the cause
          .putAll("VS-1", "spec.gateways", "spec.tls", "spec.tcp")
          .putAll("VS-2", "spec")
          .putAll(
              "VS-9", "spec.http[#].match[#].headers.*", "spec.http[#].match[#].withoutHeaders.*")
          .putAll("new:gw-no-server", "spec", "spec.servers")
          .putAll("new:gw-port-names", "spec.servers[#].port.name")
          .putAll("new:gw-https-redirect", "spec.servers[#].tls.httpsRedirect")
          // an item of the list, an entry of the map
          .putAll("VS-10", "[#]")
          .putAll("DR-6", "[#]")
          .putAll("DR-7", ".matchLabels.*")
          .putAll("new:crd-other", ".*", "apiVersion")
          .putAll("VS-11", ".*")
          .putAll("H-8", ".*")
          // a field that is missing, at the place where it is to be written
          .putAll("W-5", ".destination")
          .putAll("H-7", ".destination", ".percentage.value", ".value")
          .putAll("new:gw-no-host", ".hosts")
          .putAll("T-1", ".match", ".sniHosts")
          .putAll("T-4", ".route")
          // the value inside the message
          .putAll("H-1", ".delegate")
          .putAll("H-5", ".value")
          .putAll("H-6", ".value")
          .putAll("H-9", ".prefix", ".*.prefix")
          .putAll("H-10", ".regex", ".*.regex")
          .putAll(
              "H-12",
              ".request.remove[#]",
              ".response.remove[#]",
              ".request.add.*",
              ".request.set.*",
              ".response.add.*",
              ".response.set.*")
          .putAll(
              "H-13",
              ".*", // redirect, retries, directResponse, and most of rewrite and CORS
              ".uriRegexRewrite.match",
              ".allowMethods[#]",
              ".allowHeaders[#]",
              ".exposeHeaders[#]",
              ".allowOrigins[#]",
              ".allowOrigins[#].regex",
              ".allowOrigins[#].prefix",
              ".abort.*",
              ".abort.percentage.value",
              ".delay.*",
              ".delay.percentage.value")
          .putAll(
              "DR-5",
              ".*", // tunnel, tls, outlierDetection
              ".tcp.*",
              ".tcp.tcpKeepalive.*",
              ".http.*",
              ".http.http2KeepAlive.*",
              ".consistentHash.*",
              ".consistentHash.maglev.tableSize",
              ".consistentHash.httpCookie.name",
              ".consistentHash.httpCookie.attributes[#]",
              ".consistentHash.httpCookie.attributes[#].name",
              ".localityLbSetting.*",
              ".localityLbSetting.failover[#]",
              ".localityLbSetting.failoverPriority[#]",
              ".localityLbSetting.distribute[#].from",
              ".localityLbSetting.distribute[#].to",
              ".localityLbSetting.distribute[#].to.*",
              ".zoneAwareLbSetting.*",
              ".zoneAwareLbSetting.failover[#]",
              ".zoneAwareLbSetting.failoverPriority[#]",
              ".warmup.*")
          .putAll("new:gw-port", ".*")
          .putAll("new:gw-tls", ".*")
          .build();

  /** Of a policy for one port the vectors name the list only. */
  private static final String PORT_POLICIES = "portLevelSettings";

  private static final String KEY = "(?:\\.[^.\\[\\]]*|\\[\"[^\"]*\"])";

  private static final Pattern UNREACHED =
      Pattern.compile("rule (?:#(\\d+)|\"(.*?)\")(?: match (?:#(\\d+)|\"(.*?)\"))?.* not used.*");

  private VectorPaths() {}

  /** Returns whether a finding is at the place that the vector names, or at the cause inside it. */
  static boolean agree(Finding finding, Said said, YamlDocument document) {
    String path = said.path().replace("<nil>", "");
    String ours = finding.path().toString().replaceAll("mirror_percent$", "mirrorPercent");
    if (plain(ours).equals(plain(path))) {
      return true;
    }
    if (!isBelow(ours, path)) {
      return false;
    }
    String rest = ours.substring(path.length());
    Set<String> inside = INSIDE.get(said.rule());
    if (path.endsWith(PORT_POLICIES) && said.rule().equals("DR-5")) {
      Matcher policy = Pattern.compile("\\[\\d+](\\.\\w+|)(.*)").matcher(rest);
      return policy.matches() && (policy.group(2).isEmpty() || isOneOf(policy.group(2), inside));
    }
    if (said.rule().equals("new:crd-type")) {
      return said.message().endsWith(" in " + ours); // the API server ends its text with the path
    }
    return isOneOf(rest, inside)
        && (!said.rule().startsWith("4.6") || isNumbered(finding.path(), said, document));
  }

  /** Returns whether the second path is above the first, or the same. */
  static boolean isBelow(String path, String above) {
    String start = plain(above);
    String whole = plain(path);
    return start.isEmpty() || whole.equals(start) || whole.startsWith(start + ".");
  }

  private static String plain(String path) {
    return path.replaceAll("\\[\"?([^\\]\"]*)\"?]", ".$1").replaceAll("^\\.", "");
  }

  private static boolean isOneOf(String rest, Set<String> templates) {
    return templates.stream()
        .map(template -> template.replace(".", "\\.").replace("\\.*", KEY))
        .anyMatch(template -> rest.matches(template.replace("[#]", "\\[\\d+]")));
  }

  /** Returns whether rule and match have the numbers, or names, that Istio's text gives. */
  private static boolean isNumbered(FieldPath path, Said said, YamlDocument document) {
    Matcher text = UNREACHED.matcher(said.message());
    if (!text.find()) {
      return false;
    }
    FieldPath rules = FieldPath.of("spec").child(key(path, 1));
    if (!numbers(document, rules, text.group(1), text.group(2)).contains(index(path, 2))) {
      return false;
    }
    if (text.group(3) == null && text.group(4) == null) {
      return true;
    }
    FieldPath matches = rules.index(index(path, 2)).child("match");
    return path.segments().size() == 5
        && numbers(document, matches, text.group(3), text.group(4)).contains(index(path, 4));
  }

  /** Returns the number, or those of all items with the name. */
  private static Set<Integer> numbers(
      YamlDocument document, FieldPath list, @Nullable String number, @Nullable String name) {
    if (number != null) {
      return Set.of(Integer.valueOf(number));
    }
    List<YamlNode> items = ((YamlSequence) document.root().at(list).orElseThrow()).items();
    return IntStream.range(0, items.size())
        .filter(
            i ->
                items.get(i).at(FieldPath.of("name")).stream()
                    .anyMatch(node -> node instanceof YamlScalar s && s.text().equals(name)))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static String key(FieldPath path, int at) {
    return ((FieldPath.Segment.Key) path.segments().get(at)).name();
  }

  private static int index(FieldPath path, int at) {
    return ((FieldPath.Segment.Index) path.segments().get(at)).value();
  }
}
