package io.soma.memory.gateway.cli;

import io.soma.memory.app.config.GatewayTokens;
import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.SecretFiles;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.config.ServePart;
import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.gateway.serve.ListenAddresses;
import io.soma.memory.gateway.server.ListenFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code ./soma serve} starts with, and an operator should know before. */
final class ListenerFindings {

  private static final String LINE =
      "correct the line: ./soma serve starts, refuses its token, and takes those of the others";

  private final List<Finding> findings = new ArrayList<>();

  private ListenerFindings() {}

  /** Warnings; none where all is as it should be. */
  static List<Finding> of(ServeConfig config, Map<String, String> environment) {
    ListenerFindings listeners = new ListenerFindings();
    if (config.runs(ServePart.GATEWAY)) {
      listeners.lookAtRoad(
          "gateway",
          config.gateway().address(),
          config.gateway().tls().isPresent(),
          "tokens and payloads",
          "SOMABRAIN_GATEWAY_TLS_KEYSTORE");
      listeners.lookAtTokens(config);
    }
    String own = "SOMABRAIN_OPS_TLS_KEYSTORE";
    listeners.lookAtRoad(
        "operations", config.ops().address(), config.ops().tls().isPresent(), "metrics", own);
    config
        .admin()
        .ifPresent(
            admin ->
                listeners.lookAtRoad(
                    "admin API", admin.address(), admin.tls().isPresent(), "its token", own));
    ListenAddresses.failures(config).forEach(listeners::lookAtAddress);
    SecretFiles.exposed(environment)
        .forEach(each -> listeners.warn("secrets", each, "see docs/configuration.md"));
    return listeners.findings;
  }

  private void lookAtRoad(
      String item, ListenAddress address, boolean encrypted, String what, String keystore) {
    if (!address.isLoopback() && !encrypted) {
      warn(
          item,
          what + " travel to and from " + address + " in plain text",
          "set " + keystore + ", bind loopback, or have something in front that encrypts");
    }
  }

  private void lookAtAddress(ListenFailedException failure) {
    String said = String.valueOf(failure.getMessage());
    findings.add(
        failure.isInUse()
            ? Finding.warning(
                "listener",
                said,
                "no action is required if ./soma serve runs here already; else it does not start")
            : Finding.red("listener", said, "./soma serve does not start"));
  }

  private void lookAtTokens(ServeConfig config) {
    if (config.gateway().grants().isEmpty()) {
      warn(
          "gateway",
          "it has no token: every user of this machine may act for every tenant",
          "set SOMABRAIN_GATEWAY_TOKENS_FILE, and unset SOMABRAIN_GATEWAY_ALLOW_NO_TOKEN");
    }
    lookAtTokensFile(config.gateway().tokens());
  }

  // No reason for ./soma serve not to start, and so no red item: the other lines hold.
  private void lookAtTokensFile(GatewayTokens tokens) {
    try {
      List<TokenGrant> unused =
          tokens.grantsWith(tokens.read(), wrong -> warn("gateway", wrong, LINE));
    } catch (IOException e) {
      warn("gateway", "the file of tokens is gone meanwhile: " + e, LINE);
    }
  }

  private void warn(String item, String said, String advice) {
    findings.add(Finding.warning(item, said, advice));
  }
}
