package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./soma outbox replay}. */
@Command(
    name = "replay",
    description = "Has events delivered again, in their old order, with no attempts spent.")
final class OutboxReplay extends ChangeCommand {

  @Mixin private MeantEvents meant = new MeantEvents();

  @Option(
      names = "--force",
      description = "also confirmed ones, and those that would overwrite a newer write")
  private boolean force;

  @Override
  int run(AdminClient admin) {
    String path = meant.path("/admin/outbox/replay");
    JsonNode answer = admin.post(path, meant.body().put("force", force));
    return report(admin, answer, meant.tenant(), "replayed");
  }
}
