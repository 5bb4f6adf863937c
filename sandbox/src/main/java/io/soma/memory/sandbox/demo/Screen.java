package io.soma.memory.sandbox.demo;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Collects the figures that the view shows. */
final class Screen {

  private final View view;
  private final SomaMemory soma;
  private final Workload workload;
  private final DemoOptions options;
  private final Supplier<String> headline;

  Screen(
      View view,
      SomaMemory soma,
      Workload workload,
      DemoOptions options,
      Supplier<String> headline) {
    this.view = view;
    this.soma = soma;
    this.workload = workload;
    this.options = options;
    this.headline = headline;
  }

  void refresh() {
    List<TenantRow> rows = new ArrayList<>();
    for (int tenant = 1; tenant <= options.tenants(); tenant++) {
      rows.add(row(tenant, workload.boards().get(tenant - 1)));
    }
    view.show(headline.get(), rows);
  }

  private TenantRow row(int number, TenantBoard board) {
    TenantId tenant = new TenantId(Writer.tenantName(number));
    return new TenantRow(
        tenant.value(),
        soma.health().circuit(tenant).name().toLowerCase(Locale.ROOT).replace('_', '-'),
        board.stored(),
        board.queued(),
        soma.health().unconfirmed(tenant),
        board.recentP99Millis());
  }
}
