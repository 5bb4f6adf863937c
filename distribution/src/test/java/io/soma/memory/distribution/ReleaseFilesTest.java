package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a release besides the archive. */
class ReleaseFilesTest {

  @TempDir private Path temporary;

  @Test
  void checksumsHoldForEveryFile() throws Exception {
    Ended sums = run("sha256sum", "--check", "--strict", "SHA256SUMS");

    assertThat(sums.code()).as(sums.output()).isZero();
    assertThat(sums.output().lines()).hasSize(files().size() - 1);
  }

  @Test
  void theBillOfMaterialsListsWhatIsInTheArchive() throws Exception {
    JsonNode bill =
        new JsonMapper().readTree(file("soma-memory-" + Release.version() + "-sbom.json").toFile());
    List<String> listed =
        bill.path("components").findValuesAsText("name").stream().distinct().toList();

    Path home = Installation.unpack(temporary, "archive").home();
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".jar") && !name.equals("soma-memory.jar"))
          .isNotEmpty()
          .allSatisfy(
              name -> assertThat(listed).anyMatch(component -> name.startsWith(component + "-")));
    }
    assertThat(listed).noneMatch(name -> name.contains("testkit") || name.contains("jib"));
  }

  @Test
  void noFileNamesTheMachineThatMadeIt() throws Exception {
    Path home = Installation.unpack(temporary, "archive").home();
    Ended grep =
        Ended.run(
            home,
            System.getenv(),
            List.of("grep", "-rl", Path.of("..").toRealPath().toString(), "."));

    assertThat(grep.output()).isEmpty();
  }

  @Test
  void theDebianPackageHoldsAServiceAndItsSettings() throws Exception {
    assumeTrue(hasProgram("dpkg-deb"), "dpkg-deb is not installed");

    Ended content = run("dpkg-deb", "--contents", deb());
    assertThat(content.code()).as(content.output()).isZero();
    assertThat(content.output())
        .contains("./usr/bin/soma -> ../share/soma-memory/bin/soma")
        .contains("./usr/share/soma-memory/lib/soma-memory.jar")
        .contains("./usr/lib/systemd/system/soma-memory.service")
        .containsPattern("-rw-r----- root/root .* ./etc/soma-memory/soma-memory.env")
        .containsPattern("-rwxr-xr-x root/root .* ./usr/share/soma-memory/bin/soma")
        .containsPattern("-rw-r--r-- root/root .* ./usr/share/doc/soma-memory/operations.md");

    Ended control = run("dpkg-deb", "--info", deb());
    assertThat(control.output())
        .contains("Package: soma-memory")
        .contains("java17-runtime-headless")
        .contains("conffiles")
        .contains("postinst");
  }

  @Test
  void theUnitIsHardened() throws Exception {
    assumeTrue(hasProgram("systemd-analyze"), "systemd-analyze is not installed");
    Path unit = Path.of("src/main/deb/systemd/soma-memory.service").toAbsolutePath();
    Ended analysis =
        run(
            "systemd-analyze",
            "security",
            "--offline=yes",
            "--no-pager",
            "--threshold=20",
            unit.toString());

    // The threshold is in tenths: below 2.0 of 10 is exposed.
    assertThat(analysis.code()).as(analysis.output()).isZero();
  }

  // No test starts the unit, because that needs a machine that runs systemd.
  @Test
  void theUnitIsOneThatSystemdUnderstands() throws Exception {
    assumeTrue(hasProgram("systemd-analyze"), "systemd-analyze is not installed");
    String unit = Files.readString(Path.of("src/main/deb/systemd/soma-memory.service"));
    assertThat(unit).contains("ExecStart=/usr/bin/soma serve\n");
    // The program is not installed here, and its absence would be the only thing that is found.
    Path copy = temporary.resolve("soma-memory.service");
    Files.writeString(copy, unit.replace("/usr/bin/soma ", "/bin/true "));

    Ended verified = run("systemd-analyze", "verify", "--man=no", copy.toString());

    assertThat(verified.code()).as(verified.output()).isZero();
    assertThat(verified.output()).doesNotContain("soma-memory.service");
  }

  private static String deb() throws IOException {
    return files().stream().filter(name -> name.endsWith(".deb")).findFirst().orElseThrow();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Release.directory())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path file(String name) {
    return Release.directory().resolve(name);
  }

  private static boolean hasProgram(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  private static Ended run(String... line) throws IOException, InterruptedException {
    return Ended.run(Release.directory(), System.getenv(), List.of(line));
  }
}
