package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image, without a container engine: its layers are unpacked, and its program runs in them. */
class ContainerImageTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path temporary;

  private Path layout;
  private JsonNode config;
  private JsonNode manifest;

  @BeforeEach
  void unpack() throws Exception {
    Path image = Release.directory().resolve("soma-memory-" + Release.version() + "-oci.tar");
    assumeTrue(Files.exists(image), "this build could not make the image, and says why");
    layout = Files.createDirectory(temporary.resolve("layout"));
    tar(layout, image);
    JsonNode index = MAPPER.readTree(layout.resolve("index.json").toFile());
    manifest = MAPPER.readTree(blob(index.at("/manifests/0/digest").asText()).toFile());
    config = MAPPER.readTree(blob(manifest.at("/config/digest").asText()).toFile());
  }

  @Test
  void runsTheServiceAsAnotherUser() {
    assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/usr/local/bin/soma");
    assertThat(config.at("/config/Cmd/0").asText()).isEqualTo("serve");
    assertThat(config.at("/config/ExposedPorts").has("10110/tcp")).isTrue();
  }

  @Test
  void servesFromAReadOnlyRootAsAnotherUser() throws Exception {
    assumeThatMountsAreAllowed();
    Path root = root();
    try (ScriptableMemoryService memory = ScriptableMemoryService.start();
        InstalledService service = serve(root, memory)) {
      assertThat(service.store("1,2,3").statusCode()).isEqualTo(200);
      assertThat(service.fetch("1,2,3").body()).contains("hello");
      assertThat(service.terminate()).as(service.output()).isZero();
    }
    // Everything belongs to root, and the service may write to /tmp alone.
    assertThat(Files.isDirectory(root.resolve("opt/soma-memory/cds"))).isFalse();
  }

  @Test
  void trustsTheCertificatesOfDebian() throws Exception {
    assumeThatMountsAreAllowed();
    Ended keytool =
        Ended.run(
            temporary,
            Map.of("PATH", "/usr/bin:/bin"),
            contained(root(), "/usr/lib/jvm/java-17-openjdk/bin/keytool", "-list", "-cacerts"));

    assertThat(keytool.output()).containsPattern("contains 1\\d\\d entries");
  }

  private Path root() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("root"));
    for (JsonNode layer : manifest.path("layers")) {
      tar(root, blob(layer.path("digest").asText()));
    }
    return root;
  }

  private InstalledService serve(Path root, ScriptableMemoryService memory) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            InstalledService.settings(memory, EmbeddedPostgresServer.shared().createDatabase()));
    for (JsonNode variable : config.at("/config/Env")) {
      String[] parts = variable.asText().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    String program = config.at("/config/Entrypoint/0").asText();
    return InstalledService.start(
        contained(root, program, config.at("/config/Cmd/0").asText()), environment);
  }

  // As an engine does it: a root that is read-only, with /proc, /dev and a /tmp, seen by it alone.
  private List<String> contained(Path root, String... command) {
    String mounts =
        "root=$1 user=$2; shift 2; mount --bind \"$root\" \"$root\""
            + " && mount -t proc proc \"$root/proc\" && mount --rbind /dev \"$root/dev\""
            + " && mount -t tmpfs -o mode=1777 tmpfs \"$root/tmp\""
            + " && mount -o remount,bind,ro \"$root\""
            + " && exec /usr/sbin/chroot --userspec=\"$user\" \"$root\" \"$@\"";
    List<String> line = new ArrayList<>();
    line.addAll(List.of("/usr/bin/unshare", "--mount", "/bin/sh", "-c", mounts, "contained"));
    line.addAll(List.of(root.toString(), config.at("/config/User").asText()));
    line.addAll(List.of(command));
    return line;
  }

  private void assumeThatMountsAreAllowed() throws Exception {
    Ended mount =
        Ended.run(
            temporary,
            System.getenv(),
            List.of("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", temporary.toString()));
    assumeTrue(mount.code() == 0, "this user may not mount: " + mount.output().strip());
  }

  private Path blob(String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private void tar(Path directory, Path file) throws Exception {
    Ended tar =
        Ended.run(
            directory,
            System.getenv(),
            List.of(
                "tar", "-xpf", file.toAbsolutePath().toString(), "--warning=no-unknown-keyword"));
    assertThat(tar.code()).as(tar.output()).isZero();
  }
}
