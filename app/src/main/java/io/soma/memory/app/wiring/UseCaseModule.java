package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.admin.CachedServiceStatus;
import io.soma.memory.app.usecase.admin.Discard;
import io.soma.memory.app.usecase.admin.GuardAdministration;
import io.soma.memory.app.usecase.admin.KnownHealth;
import io.soma.memory.app.usecase.admin.OrderedCircuits;
import io.soma.memory.app.usecase.admin.Requeue;
import io.soma.memory.app.usecase.admin.StoredOutboxAdministration;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.DirectWriteTime;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.app.usecase.backlog.FailedEventsReport;
import io.soma.memory.app.usecase.backlog.OtherInstances;
import io.soma.memory.app.usecase.backlog.PauseDetector;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.client.BacklogDrainLimits;
import io.soma.memory.app.usecase.client.BacklogDrainWait;
import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.client.DeliveryFactory;
import io.soma.memory.app.usecase.client.GuardedReads;
import io.soma.memory.app.usecase.client.JoinedWrites;
import io.soma.memory.app.usecase.client.KeyedLocks;
import io.soma.memory.app.usecase.client.NamedKeysInUse;
import io.soma.memory.app.usecase.client.NamedWrites;
import io.soma.memory.app.usecase.client.OutboxWriter;
import io.soma.memory.app.usecase.client.RoutedMemoryClient;
import io.soma.memory.app.usecase.client.ShutdownGate;
import io.soma.memory.app.usecase.client.WriteRouter;
import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.ServiceCalls;
import io.soma.memory.app.usecase.guard.Sleeper;
import io.soma.memory.app.usecase.guard.StoredWrites;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.app.usecase.relay.LostEventSweep;
import io.soma.memory.app.usecase.relay.PendingScan;
import io.soma.memory.app.usecase.relay.Relay;
import io.soma.memory.app.usecase.relay.RelayLimits;
import io.soma.memory.app.usecase.relay.RelayLoop;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.relay.TransportBackoff;
import io.soma.memory.app.usecase.relay.TransportGate;
import io.soma.memory.app.usecase.relay.TransportName;
import io.soma.memory.app.usecase.relay.TransportWatch;
import io.soma.memory.app.usecase.replay.AttemptLimit;
import io.soma.memory.app.usecase.replay.ControlEvents;
import io.soma.memory.app.usecase.replay.DeliveryRight;
import io.soma.memory.app.usecase.replay.ForeignRecords;
import io.soma.memory.app.usecase.replay.OrderedReplay;
import io.soma.memory.app.usecase.replay.PoisonDetector;
import io.soma.memory.app.usecase.replay.ReplayOutcomeRecorder;
import io.soma.memory.app.usecase.replay.StoredEvents;
import io.soma.memory.app.usecase.watchdog.BrokerWatch;
import io.soma.memory.app.usecase.watchdog.CircuitRecovery;
import io.soma.memory.app.usecase.watchdog.ClockWatch;
import io.soma.memory.app.usecase.watchdog.OutboxWatch;
import io.soma.memory.app.usecase.watchdog.RecoveryGate;
import io.soma.memory.app.usecase.watchdog.ServiceWatch;
import io.soma.memory.app.usecase.watchdog.Watchdog;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.ports.driven.MessageBroker;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.supervision.SuspendAwareClock;
import io.soma.memory.supervision.ThreadWaits;
import io.soma.memory.supervision.WallClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** The use cases behind the driving ports, and the settings that they take. */
final class UseCaseModule extends AbstractModule {

  /** Longer than a batch of Kafka's can take: its delivery timeout, and the database's answers. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(45);

  /** The bytes that a relay's thread may hold in memory; payloads are at most 1 MiB. */
  private static final long BATCH_BYTES = 4 << 20;

  @Override
  protected void configure() {
    bind(TenantGuards.class);
    bind(GuardedService.class);
    bind(ServiceCalls.class);
    bind(StoredWrites.class);
    bind(CircuitRecovery.class);
    bind(DeliveryFactory.class);
    bind(OutboxWriter.class);
    bind(WriteRouter.class);
    bind(JoinedWrites.class);
    bind(KeyedLocks.class);
    bind(NamedKeysInUse.class);
    bind(NamedWrites.class);
    bind(FailedAddresses.class);
    bind(GuardedReads.class);
    bind(BacklogDrainWait.class).in(Scopes.SINGLETON);
    bind(BacklogDrainLimits.class).toInstance(BacklogDrainLimits.DEFAULT);
    bind(ShutdownGate.class);
    bind(RoutedMemoryClient.class);
    bind(OtherInstances.class);
    bind(DirectWriteTime.class);
    bind(FailedEventsReport.class);
    bind(TrackedBacklog.class);
    bind(Relay.class);
    bind(RelayLoop.class);
    bind(PendingScan.class);
    bind(TransportBackoff.class);
    bind(TransportWatch.class);
    bind(LostEventSweep.class);
    bindReplay();
    bind(ServiceWatch.class);
    bind(OutboxWatch.class);
    bind(BrokerWatch.class);
    bind(ClockWatch.class);
    bind(Watchdog.class);
    bindPorts();
    bindSystem();
  }

  private void bindReplay() {
    bind(OrderedReplay.class);
    bind(DeliveryRight.class);
    bind(ForeignRecords.class);
    bind(ReplayOutcomeRecorder.class);
    bind(StoredEvents.class);
    bind(ControlEvents.class);
    bind(PoisonDetector.class);
  }

  private void bindPorts() {
    bind(MemoryClient.class).to(RoutedMemoryClient.class);
    bind(EventReplay.class).to(OrderedReplay.class);
    bind(HealthReport.class).to(KnownHealth.class);
    bind(ServiceStatus.class).to(CachedServiceStatus.class);
    bind(TenantAdministration.class).to(GuardAdministration.class);
    bind(OrderedCircuits.class);
    bind(Requeue.class);
    bind(Discard.class);
    bind(OutboxAdministration.class).to(StoredOutboxAdministration.class);
    bind(Backlog.class).to(TrackedBacklog.class);
    bind(TransportGate.class).to(RecoveryGate.class);
  }

  private void bindSystem() {
    bind(Sleeper.class).toInstance(Sleeper.SYSTEM);
    bind(ThreadWaits.class).toInstance(ThreadWaits.REAL);
    bind(JitterSource.class).toInstance(JitterSource.RANDOM);
    Multibinder.newSetBinder(binder(), Background.class);
    Multibinder.newSetBinder(binder(), MessageBroker.class);
  }

  @Provides
  @Singleton
  static InstantSource wallClock(MemoryConfig config) {
    InstantSource clock = config.host().clock();
    return clock == null ? WallClock.create() : clock;
  }

  @Provides
  static MonotonicClock monotonicClock(MemoryConfig config) {
    MonotonicClock clock = config.host().monotonicClock();
    return clock == null ? SuspendAwareClock.SYSTEM : clock;
  }

  /** By the machine's clock also where a test turns the others by hand. */
  @Provides
  @Singleton
  static PauseDetector pauses() {
    return new PauseDetector(SuspendAwareClock.SYSTEM);
  }

  @Provides
  @Singleton
  static InstanceId instance(BackgroundParts parts, MemoryConfig config, InstantSource clock) {
    boolean showsMetrics = parts.metrics() || config.host().metrics() != null;
    return InstanceId.of(showsMetrics, clock.instant(), UUID.randomUUID());
  }

  @Provides
  static RelaySignal relaySignal(BackgroundParts parts, RelayLoop relay) {
    return parts.relay() ? relay : tenant -> {};
  }

  @Provides
  static TenantPolicies policies(MemoryConfig config) {
    return config.policies();
  }

  @Provides
  static CallLimits calls(MemoryConfig config) {
    return config.service().calls();
  }

  @Provides
  static UnreadOutboxRule unreadOutboxRule(MemoryConfig config) {
    return config.outbox().unread();
  }

  @Provides
  static BackpressureLimit backpressure(MemoryConfig config) {
    return config.outbox().backpressure();
  }

  @Provides
  static AttemptLimit attempts(MemoryConfig config) {
    return config.outbox().attempts();
  }

  @Provides
  static TransportName transport(MemoryConfig config) {
    return new TransportName(config.outbox().transport().name());
  }

  @Provides
  static RelayLimits relay(MemoryConfig config) {
    // A direct batch lasts for one query, its last call, and the steps after a failed call; twice
    // that, plus a margin.
    Duration direct =
        OrderedReplay.AT_ONE_ASKING
            .plus(config.service().calls().timeout())
            .plus(OrderedReplay.AFTER_A_FAILURE)
            .multipliedBy(2)
            .plusSeconds(10);
    Duration lease = direct.compareTo(SHORTEST_LEASE) > 0 ? direct : SHORTEST_LEASE;
    return new RelayLimits(
        config.outbox().batchSize(), BATCH_BYTES, lease, ExecutorModule.REFUSED_AT_ONCE);
  }
}
