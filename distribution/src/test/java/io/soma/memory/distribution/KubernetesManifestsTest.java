package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests, loaded strictly: a field that Kubernetes does not know fails. */
class KubernetesManifestsTest {

  private static final Path DIRECTORY = Path.of("../ops/kubernetes");
  private static final List<String> SECRETS =
      List.of("memory-token", "postgres-dsn", "gateway-tokens", "admin-token");

  @TempDir private Path temporary;

  @Test
  void everyManifestIsListedAndLoads() throws IOException {
    String listed = Files.readString(DIRECTORY.resolve("kustomization.yaml"));

    assertThat(manifests())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(listed).contains("- " + file.getFileName()));
    assertThat(all()).hasSizeGreaterThan(6);
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowFails() {
    String misspelt = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replica: 2\n";

    assertThatThrownBy(() -> KubernetesObjects.read(misspelt)).hasMessageContaining("replica");
  }

  @Test
  void gatewayAndRelayAreApartAndProbed() throws IOException {
    assertThat(of(Deployment.class))
        .extracting(each -> each.getMetadata().getName())
        .containsExactlyInAnyOrder("soma-memory-gateway", "soma-memory-relay");
    assertThat(containers())
        .allSatisfy(
            container -> {
              assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
              assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
              assertThat(container.getStartupProbe()).isNotNull();
              assertThat(container.getResources().getLimits()).containsKey("memory");
            });
  }

  @Test
  void podsRunAsAnotherUserWithAReadOnlyRoot() throws IOException {
    assertThat(pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(Accounts.USER);
              assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(35);
            });
    assertThat(containers())
        .allSatisfy(
            container -> {
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getSecurityContext().getCapabilities().getDrop())
                  .containsExactly("ALL");
            });
  }

  @Test
  void noSecretIsInAVariable() throws IOException {
    assertThat(containers())
        .flatExtracting(Container::getEnv)
        .filteredOn(variable -> variable.getName().matches(".*(TOKEN|DSN|PASSWORD)"))
        .isEmpty();
  }

  @Test
  void everySettingIsOneThatTheServiceReads() throws IOException {
    String settings = Files.readString(DIRECTORY.resolve("settings.env"));
    List<String> names =
        Stream.concat(
                settings.lines().map(line -> line.replaceAll("=.*", "")),
                containers().stream()
                    .flatMap(container -> container.getEnv().stream())
                    .map(variable -> variable.getName()))
            .toList();
    String known = Files.readString(Path.of("../docs/configuration.md"));

    assertThat(names).allSatisfy(name -> assertThat(known).contains("`" + name + "`"));
  }

  @Test
  void disruptionScalingAndTrafficAreBounded() throws IOException {
    assertThat(of(PodDisruptionBudget.class)).hasSize(2);
    assertThat(of(PodDisruptionBudget.class))
        .filteredOn(budget -> budget.getMetadata().getName().equals("soma-memory-relay"))
        .singleElement()
        .satisfies(
            budget -> {
              // Without the autoscaler there may be one relay, of which minAvailable keeps one.
              assertThat(budget.getSpec().getMinAvailable()).isNull();
              assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            });
    assertThat(of(NetworkPolicy.class).get(0).getSpec().getPolicyTypes())
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(of(HorizontalPodAutoscaler.class))
        .singleElement()
        .satisfies(
            scaler -> {
              assertThat(scaler.getSpec().getScaleTargetRef().getName())
                  .isEqualTo("soma-memory-relay");
              assertThat(scaler.getSpec().getMetrics().get(0).getExternal().getMetric().getName())
                  .contains("oldest_age");
            });
  }

  @Test
  void kustomizePutsThemTogether() throws Exception {
    Path copy = copyWithSecrets();
    Ended kubectl;
    try {
      kubectl =
          Ended.run(
              copy, System.getenv(), List.of("kubectl", "kustomize", copy.toAbsolutePath() + ""));
    } catch (IOException e) {
      assumeTrue(false, "kubectl is not installed");
      throw e;
    }

    assertThat(kubectl.code()).as(kubectl.output()).isZero();
    List<HasMetadata> objects = KubernetesObjects.read(kubectl.output());
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .contains("ConfigMap", "Secret", "Deployment", "Service");
    String secret =
        objects.stream()
            .filter(each -> each.getKind().equals("Secret"))
            .findFirst()
            .orElseThrow()
            .getMetadata()
            .getName();
    // By its hash, so that pods are replaced where a secret changes.
    assertThat(kubectl.output()).contains("secretName: " + secret);
  }

  private Path copyWithSecrets() throws IOException {
    Path copy = temporary.resolve("kubernetes");
    Files.createDirectories(copy.resolve("secrets"));
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    for (String secret : SECRETS) {
      Files.writeString(copy.resolve("secrets").resolve(secret), "a secret");
    }
    return copy;
  }

  private static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .toList();
    }
  }

  private static List<HasMetadata> all() throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (Path file : manifests()) {
      objects.addAll(KubernetesObjects.read(Files.readString(file)));
    }
    return objects;
  }

  private static <T> List<T> of(Class<T> type) throws IOException {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<PodSpec> pods() throws IOException {
    return of(Deployment.class).stream()
        .map(each -> each.getSpec().getTemplate().getSpec())
        .toList();
  }

  private static List<Container> containers() throws IOException {
    return pods().stream().flatMap(pod -> pod.getContainers().stream()).toList();
  }
}
