package io.soma.memory.distribution;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the container image, as a tar in OCI's layout, without a daemon and without root. Where
 * this machine lacks apt or its packages, it says so and makes none.
 */
public final class ImageBuild {

  private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/soma-memory");

  private ImageBuild() {}

  /** Arguments: the archive, a directory to work in, the image's file, its version, the time. */
  public static void main(String[] arguments) throws Exception {
    Path archive = Path.of(arguments[0]);
    Path work = Files.createDirectories(Path.of(arguments[1]));
    Path image = Path.of(arguments[2]);
    Instant time = Instant.parse(arguments[4]);
    try {
      List<Path> packages = new DebianPackages(work).fetch();
      Path layer = work.resolve("layer.tar");
      BaseLayer.write(packages, layer, time);
      Path base = work.resolve("base.tar");
      BaseImage.write(layer, architecture(), base);
      write(base, unpacked(archive, work), image, arguments[3], time, work);
      System.out.println("made " + image);
    } catch (MissingToolException e) {
      System.out.println("SKIPPED the container image: " + e.getMessage());
    }
  }

  private static Path unpacked(Path archive, Path work) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(work.resolve("app"));
    ProgramRun.output(
        List.of(
            "tar", "-xzf", archive.toString(), "-C", directory.toString(), "--strip-components=1"));
    return directory;
  }

  private static void write(
      Path base, Path home, Path image, String version, Instant time, Path work) throws Exception {
    Jib.from(TarImage.at(base))
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
        .addFileEntriesLayer(layer("libraries", home.resolve("lib"), "lib", time))
        .addFileEntriesLayer(layer("program", home.resolve("bin"), "bin", time))
        .addFileEntriesLayer(layer("ops", home.resolve("ops"), "ops", time))
        .addFileEntriesLayer(layer("docs", home.resolve("docs"), "docs", time))
        .setFormat(ImageFormat.OCI)
        .setCreationTime(time)
        .setUser(Accounts.USER + ":" + Accounts.USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/"))
        .setEnvironment(
            Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "LANG", "C.UTF-8"))
        .setExposedPorts(Set.of(Port.tcp(10110), Port.tcp(10111)))
        .setEntrypoint("/usr/local/bin/soma")
        .setProgramArguments("serve")
        .addLabel("org.opencontainers.image.title", "soma-memory")
        .addLabel("org.opencontainers.image.version", version)
        .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
        .containerize(
            Containerizer.to(TarImage.at(image).named("soma-memory:" + version))
                .setOfflineMode(true)
                .setApplicationLayersCache(work.resolve("cache-of-layers"))
                .setBaseImageLayersCache(work.resolve("cache-of-base")));
  }

  private static FileEntriesLayer layer(String name, Path directory, String target, Instant time)
      throws IOException {
    return FileEntriesLayer.builder()
        .setName(name)
        .addEntryRecursive(
            directory,
            HOME.resolve(target),
            (file, path) ->
                FilePermissions.fromOctalString(
                    Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644"),
            (file, path) -> time)
        .build();
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
