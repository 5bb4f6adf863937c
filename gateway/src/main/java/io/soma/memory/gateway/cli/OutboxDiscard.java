package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./soma outbox discard}. */
@Command(
    name = "discard",
    description = "Removes failed events for good; what they would have written is lost.")
final class OutboxDiscard extends ChangeCommand {

  @Mixin private MeantEvents meant = new MeantEvents();

  @Option(
      names = "--force",
      description =
          "also events that have not failed and may yet be delivered, such as one that fails for"
              + " ever and is alone in its tenant")
  private boolean force;

  @Override
  int run(AdminClient admin) {
    String path = meant.path("/admin/outbox/discard");
    JsonNode answer = admin.post(path, meant.body().put("force", force));
    return report(admin, answer, meant.tenant(), "discarded");
  }
}
