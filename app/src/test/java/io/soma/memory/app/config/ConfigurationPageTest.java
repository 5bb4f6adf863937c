package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Generates {@code docs/configuration.md} from the variables that the code reads. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  /**
   * To make it anew: {@code mvn -pl app -am test -Dtest=ConfigurationPageTest -Dsoma.docs=write}.
   */
  @Test
  void thePageSaysWhatTheCodeReads() throws IOException {
    if ("write".equals(System.getProperty("soma.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Made from the source by `ConfigurationPageTest`; do not edit.

            Every setting is an environment variable, read once at the start, and so are the files that they name but for the gateway's tokens. A required one that is missing, a value that is not allowed, and a name that is one or two letters off one of these stop the start, all of them said at once. Other `SOMABRAIN_*` names belong to other programs and are left alone. Secrets are never printed. A length of time is a number in the unit that is named, or has a unit itself: `500ms`, `5s`, `2m`, `24h`, `7d`.

            | variable | default | meaning |
            |---|---|---|
            """);
    for (Variable variable : Variable.values()) {
      page.append(
          "| `%s` | %s | %s |\n".formatted(variable.key(), standard(variable), meaning(variable)));
    }
    return page.append(
            """

            ## Secrets in files

            Each variable with a secret has a second form: with `_FILE` behind its name it names a file that holds the secret and nothing else, as container platforms mount them. One line end behind the secret is cut. Both forms set at once, and a file that cannot be read or is empty, stop the start. A file with secrets that every user of the machine may read is a warning in the log and in `./soma check`. `SOMABRAIN_GATEWAY_TOKEN_FILE` holds one token; `SOMABRAIN_GATEWAY_TOKENS_FILE` is the table below.

            ## The commands that ask a running service

            `./soma outbox` and `./soma tenants` take `SOMABRAIN_ADMIN_URL` (or `--url`), `SOMABRAIN_OUTBOX_API_TOKEN` or its `_FILE` (or `--token-file`; without these, to look only, `SOMABRAIN_OUTBOX_API_TOKEN_READ` or its `_FILE`), and, where the URL is https, `SOMABRAIN_ADMIN_TRUST` (or `--trust`): a PEM file of the certificates to trust.

            ## The start script

            `./soma` and `bin/soma` read two variables of their own: `SOMABRAIN_JAVA_OPTIONS`, further options for the JVM, such as `-Xmx2g`; and `SOMABRAIN_CLASSPATH`, further jars with colons between them, such as that of an added transport. They are no settings of the service, and no `_FILE` belongs to them.

            ## The tenants file

            `SOMABRAIN_TENANTS_FILE` names a Java properties file of lines `tenant.setting=value`, for tenants that differ from the common settings: `failure_threshold`, `reset_interval` (seconds), `max_in_flight`, `write_mode`. What a tenant does not set it has in common with all.

            ```
            acme.write_mode=fast_ack
            acme.failure_threshold=5
            slow-tenant.max_in_flight=4
            ```

            ## Settings of an added transport

            What begins with `SOMABRAIN_TRANSPORT_` and the name of the transport that `SOMABRAIN_OUTBOX_TRANSPORT` names is for that transport: `SOMABRAIN_TRANSPORT_FILES_DIRECTORY` is the setting `directory` of the transport `files`. A dash in a name is an underscore in the variable.

            ## In Java

            `MemoryConfig.builder()` has a method for each setting of an engine (not of the gateway), with a type, and the same checks; `build()` reports all problems together, by the methods' names. `MemoryConfig.from(Map)` takes the variables above, and `MemoryConfig.builder(Map)` takes both. In Spring Boot, with the starter, `SOMABRAIN_X_Y` is the property `somabrain.x-y`, `somabrain.xY`, `somabrain.x_y` or `somabrain.x.y`, and 1 and 0 are `true` and `false` too. A `somabrain` property that no part of the product knows stops the start, unless it comes from the environment, which other programs share. A property that only `./soma serve` or its commands read, as where one configuration server is for several applications, has no effect and is a warning in the log.

            ## The gateway's tokens file

            `SOMABRAIN_GATEWAY_TOKENS_FILE` names a text file of lines `NAME TOKEN TENANT[,TENANT]`, or `*` for every tenant. A token is written plainly, or as `sha256:` and the hexadecimal hash of it. `queued=200` behind the tenants has a queued write answered with 200 instead of 202, for a client that takes no other status for success. The name is for people; the token is never shown. The file is read again within three seconds of a change: a new token, or a token's new tenants, need no restart, and a token that is gone from it is refused. Replace it whole (`mv`). A line that is wrong is refused by itself, and the other lines hold, at a start too: an error in the log names the wrong lines, a token of one is refused, and `./soma check` warns of each (exit code 0, as `./soma serve` starts). A file that has no valid line, or cannot be read, stops a start. In a running process, an emptied file, or one that cannot be read at two looks in a row, lists no token. Each is an error in the log, once. The token of `SOMABRAIN_GATEWAY_TOKEN` holds throughout.

            ```
            agents   sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08   acme,globex
            ```
            """)
        .toString();
  }

  private static String standard(Variable variable) {
    if (variable.required()) {
      return "required";
    }
    return variable.fallback() == null ? "none" : "`" + variable.fallback() + "`";
  }

  private static String meaning(Variable variable) {
    return variable.meaning().replace("|", "\\|")
        + (variable.isSecret() ? " (secret)" : "")
        + (variable.hasFile() ? "; or `" + variable.fileKey() + "`" : "");
  }
}
