package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final ScriptableMemoryService service = ManyTenants.start();
  private final ServiceClient client = new ServiceClient(service, "t");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aServiceThatIsDownRefusesConnections() {
    service.goDown();
    assertThatThrownBy(() -> new RawClient(service)).isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> client.store("1", "{}")).isInstanceOf(ConnectException.class);
  }

  @Test
  void goingDownResetsOpenConnections() throws Exception {
    try (RawClient idle = new RawClient(service)) {
      idle.send(idle.storing("t", "1"));
      idle.head();
      idle.body(41);
      service.goDown();
      assertThatThrownBy(() -> idle.in().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void whatWaitedWhenItWentDownHasNoEffect() throws Exception {
    service.faults().forTenant("hung").set(new Fault.Hang());
    service.faults().forTenant("slow").set(new Fault.Delay(Duration.ofHours(1)));
    try (RawClient hung = new RawClient(service);
        RawClient slow = new RawClient(service)) {
      hung.send(hung.storing("hung", "1"));
      slow.send(slow.storing("slow", "1"));
      Patience.until(
          "both wait", () -> service.running("hung") == 1 && service.running("slow") == 1);
      service.goDown();
      service.faults().clear();
      service.comeBack();
      client.store("2", "{}");
      assertThat(service.effects()).extracting(EffectRecord::tenant).containsExactly("t");
    }
  }

  @Test
  void itComesBackOnTheSamePortWithTheSameDataAgainAndAgain() throws Exception {
    int port = service.port();
    client.store("1", "{}");
    for (int i = 0; i < 20; i++) {
      service.goDown();
      assertThatThrownBy(() -> new RawClient(service)).isInstanceOf(ConnectException.class);
      service.comeBack();
      assertThat(service.port()).isEqualTo(port);
      assertThat(client.get("/memories/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobodyElseGetsThePortMeanwhile() {
    service.goDown();
    assertThatThrownBy(
            () -> {
              try (ServerSocket thief = new ServerSocket()) {
                thief.setReuseAddress(false);
                thief.bind(Listener.address(service.port()));
              }
            })
        .isInstanceOf(SocketException.class);
  }

  @Test
  void goingDownTwiceAndComingBackTwiceIsOnce() throws Exception {
    service.goDown();
    service.goDown();
    service.comeBack();
    service.comeBack();
    assertThat(client.store("1", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void closingLeavesNoThreadAndNoPort() throws Exception {
    service.faults().forTenant("hung").set(new Fault.Hang());
    try (RawClient hung = new RawClient(service)) {
      hung.send(hung.storing("hung", "1"));
      client.store("1", "{}");
      Patience.until("it hangs", () -> service.running("hung") == 1);
      String name = "memory-service-" + service.port();
      assertThat(threads(name)).isPositive();
      service.close();
      service.close();
      Patience.until("no thread is left", () -> threads(name) == 0);
    }
    try (ServerSocket next = new ServerSocket()) {
      next.setReuseAddress(true);
      next.bind(Listener.address(service.port()));
    }
    assertThatThrownBy(service::comeBack).isInstanceOf(IllegalStateException.class);
    service.goDown();
  }

  @Test
  void closingWhileDownGivesThePortBack() throws Exception {
    service.goDown();
    service.close();
    try (ServerSocket next = new ServerSocket()) {
      next.setReuseAddress(true);
      next.bind(Listener.address(service.port()));
    }
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
