package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import org.junit.jupiter.api.Test;

class RequestAdmissionTest {

  private static final TenantId ALPHA = new TenantId("alpha");
  private static final TenantId BETA = new TenantId("beta");
  private static final TenantId GAMMA = new TenantId("gamma");

  private final RequestAdmission admission =
      new RequestAdmission(new AdmissionLimits(2, 3, 100, 120, 150));

  @Test
  void aTenantHasItsShareOfCallsAndNoMore() {
    enter("x", ALPHA);
    AdmissionTicket ticket = enter("x", ALPHA);

    assertThat(refusal("x", ALPHA, 0)).isEqualTo(429);
    enter("x", BETA);

    ticket.leave();
    ticket.leave();
    assertThat(refusal("y", ALPHA, 0)).isZero();
    assertThat(refusal("y", ALPHA, 0)).isEqualTo(429);
  }

  @Test
  void aTokenHasItsShareOfCallsWhateverTenantsItNames() {
    enter("x", ALPHA);
    enter("x", BETA);
    AdmissionTicket ticket = enter("x", GAMMA);

    assertThat(refusal("x", new TenantId("delta"), 0)).isEqualTo(429);
    assertThat(refusal("y", new TenantId("delta"), 0)).isZero();

    ticket.leave();
    assertThat(refusal("x", new TenantId("delta"), 0)).isZero();
  }

  @Test
  void aCallTakesRoomOnlyAsItsBodyArrives() {
    AdmissionTicket ticket = enter("x", ALPHA);
    ticket.take(40);
    ticket.take(40);

    assertThat(refusal("y", ALPHA, 21)).isEqualTo(429);
    assertThat(refusal("y", BETA, 70)).isZero();
  }

  @Test
  void roomIsGivenBackWithItsCall() {
    AdmissionTicket ticket = enter("x", ALPHA);
    ticket.take(90);
    assertThat(refusal("x", ALPHA, 11)).isEqualTo(429);
    ticket.leave();

    AdmissionTicket first = enter("x", ALPHA);
    first.take(50);
    AdmissionTicket second = enter("x", ALPHA);
    second.take(50);
  }

  @Test
  void aTokenHasItsShareOfRoomAndNoMore() {
    enter("x", ALPHA).take(90);

    assertThat(refusal("x", BETA, 31)).isEqualTo(429);
    assertThat(refusal("y", BETA, 31)).isZero();
  }

  @Test
  void aBodyLargerThanTheShareIsTakenAlone() {
    enter("x", ALPHA).take(130);

    assertThat(refusal("x", ALPHA, 1)).isEqualTo(429);
  }

  @Test
  void whereThereIsNoRoomForAnybodyItIsNotTheTenantsFault() {
    enter("x", ALPHA).take(90);
    AdmissionTicket ticket = enter("y", BETA);
    ticket.take(60);

    assertThat(refusal("z", GAMMA, 1)).isEqualTo(503);

    ticket.leave();
    assertThat(refusal("z", GAMMA, 60)).isZero();
  }

  @Test
  void aBodyThatArrivesAfterItsAnswerTakesNoRoom() {
    AdmissionTicket ticket = enter("x", ALPHA);
    ticket.leave();
    ticket.take(150);

    assertThat(refusal("y", BETA, 100)).isZero();
  }

  @Test
  void anAnswerKeepsItsRoomUntilItIsSent() {
    AdmissionTicket ticket = enter("x", ALPHA);
    ticket.take(10);
    Reply answer = ticket.leave(Reply.text("text/plain", "x".repeat(95)));

    assertThat(refusal("x", ALPHA, 6)).isEqualTo(429);
    assertThat(refusal("x", BETA, 6)).isZero();

    answer.sent().run();
    assertThat(refusal("x", ALPHA, 95)).isZero();
  }

  @Test
  void aReadWithoutRoomTakesNone() {
    enter("x", ALPHA).take(90);
    AdmissionTicket ticket = enter("x", ALPHA);

    assertThat(ticket.tryTake(11)).isFalse();
    assertThat(ticket.refusal()).isNotNull();

    assertThat(ticket.tryTake(10)).isTrue();
    ticket.giveBack(10);
    assertThat(ticket.tryTake(10)).isTrue();
  }

  private AdmissionTicket enter(String token, TenantId tenant) {
    return admission.enter(token, tenant);
  }

  /** The status of a refusal, after which the call has left; 0 if it was let in, and stays. */
  private int refusal(String token, TenantId tenant, long bytes) {
    RefusedRequestException refused =
        catchThrowableOfType(
            RefusedRequestException.class,
            () -> {
              AdmissionTicket ticket = enter(token, tenant);
              try {
                ticket.take(bytes);
              } catch (RefusedRequestException e) {
                ticket.leave();
                throw e;
              }
            });
    return refused == null ? 0 : refused.reply().status();
  }
}
