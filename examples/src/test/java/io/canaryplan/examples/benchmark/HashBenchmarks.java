// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.HashPrediction;
import io.canaryplan.hash.PodTemplateHash;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the hash of a template costs beside SnakeYAML's load of that template. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class HashBenchmarks {
  private static final String CONTAINER =
      """
        - name: web
          image: example.org/shop:2
          args: ["--port", "8080"]
          ports:
          - containerPort: 8080
          env:
          - name: LEVEL
            value: info
          - name: POD
            valueFrom:
              fieldRef:
                fieldPath: metadata.name
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {memory: 0.5Gi}
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
            periodSeconds: 5
          securityContext:
            runAsNonRoot: true
          volumeMounts:
          - name: config
            mountPath: /etc/shop
      """;

  private static final String LABELS =
      """
      metadata:
        labels:
          app: shop
          team: web
        annotations:
          prometheus.io/scrape: "true"
      spec:
        serviceAccountName: shop
        containers:
      """;

  private static final String VOLUMES =
      """
        volumes:
        - name: config
          configMap:
            name: shop
      """;

  /** One container; one with a sidecar that has as much. */
  @Param({"oneContainer", "sidecar"})
  private String input = "oneContainer";

  private String text = "";
  private TemplateSource template = TemplateSource.of(YamlScalar.nullValue());

  /** Reads the template. */
  @Setup
  public void prepare() {
    String sidecar = input.equals("sidecar") ? CONTAINER.replace("web", "sidecar") : "";
    text = LABELS + CONTAINER + sidecar + VOLUMES;
    template =
        TemplateSource.of(YamlReader.read("in.yaml", text).value().orElseThrow().get(0).root());
    if (hash().label().isEmpty()) {
      throw new IllegalStateException(hash().toString());
    }
  }

  /** The tree of a template to its hash. */
  @Benchmark
  public HashPrediction hash() {
    return PodTemplateHash.of(template, HashLevel.V1_9);
  }

  /** SnakeYAML alone: the template loaded once. */
  @Benchmark
  public Object snakeLoad() {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
