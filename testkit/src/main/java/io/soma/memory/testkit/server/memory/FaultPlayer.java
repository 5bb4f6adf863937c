package io.soma.memory.testkit.server.memory;

import java.io.IOException;

/** Plays a fault on a request. Every method says whether the connection lasts. */
final class FaultPlayer {
  private FaultPlayer() {}

  static boolean play(Ticket ticket, Exchange exchange) throws IOException {
    Fault fault = ticket.fault();
    if (fault instanceof Fault.Hang hang) {
      boolean stays = exchange.wire().peerStaysUntil(ticket.over());
      boolean processed = stays && hang.whenCleared() == Fault.WhenCleared.PROCESS;
      return processed && exchange.send(exchange.process());
    }
    if (fault instanceof Fault.ResetBeforeEffect) {
      return exchange.reset();
    }
    if (fault instanceof Fault.Delay delay) {
      Wire.pause(delay.time());
    }
    Forgery forgery = Forgery.of(fault, exchange.operation());
    if (forgery == null) {
      return tell(exchange.process(), fault, exchange);
    }
    if (forgery.afterEffect()) {
      exchange.process();
    }
    return exchange.send(forgery.answer());
  }

  private static boolean tell(ScriptedAnswer truth, Fault fault, Exchange exchange)
      throws IOException {
    if (fault instanceof Fault.ResetAfterEffect) {
      return exchange.reset();
    }
    if (fault instanceof Fault.Drip drip) {
      return drip(truth.bytes(true), drip, exchange);
    }
    if (fault instanceof Fault.TruncatedBody) {
      exchange.leave();
      byte[] whole = truth.bytes(true);
      exchange.wire().send(whole, 0, whole.length - truth.body().length / 2 - 1);
      return false;
    }
    if (fault instanceof Fault.HugeBody huge) {
      exchange.leave();
      new PaddedAnswer(truth, huge.bytes()).sendPlain(exchange.wire());
      return true;
    }
    if (fault instanceof Fault.GzipBomb bomb) {
      exchange.leave();
      new PaddedAnswer(truth, bomb.bytes()).sendCompressed(exchange.wire());
      return true;
    }
    return exchange.send(truth);
  }

  private static boolean drip(byte[] answer, Fault.Drip drip, Exchange exchange)
      throws IOException {
    for (int sent = 0; sent < answer.length; sent += drip.bytes()) {
      int piece = Math.min(drip.bytes(), answer.length - sent);
      if (sent + piece == answer.length) {
        exchange.leave();
      }
      exchange.wire().send(answer, sent, piece);
      Wire.pause(drip.interval());
    }
    return true;
  }
}
