package io.soma.memory.sandbox.sabotage;

import com.google.inject.AbstractModule;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;

/** A backlog that knows of none, so that new writes overtake those that wait. */
final class IgnoreBacklog extends AbstractModule {

  @Override
  protected void configure() {
    bind(Backlog.class).toInstance(new Blind());
  }

  private static final class Blind implements Backlog {

    @Override
    public boolean isWaiting(TenantId tenant) {
      return false;
    }

    @Override
    public long unconfirmed(TenantId tenant) {
      return 0;
    }

    @Override
    public void enqueueBegins(TenantId tenant) {
      // It does not care.
    }

    @Override
    public void enqueueEnds(TenantId tenant, boolean added) {
      // It does not care.
    }

    @Override
    public void settled(TenantId tenant, int events) {
      // It does not care.
    }

    @Override
    public boolean awaitGone(TenantId tenant, Duration patience) {
      return true;
    }
  }
}
