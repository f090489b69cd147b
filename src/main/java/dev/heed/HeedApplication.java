package dev.heed;

import dev.heed.dryrun.DryRunCommand;
import dev.heed.notary.VerifyCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Starts Heed: its web server, its routes, and the broker and database it brings along unless others are named. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Wiring.class)
// The packages are named one by one, because the sandbox is a neighbour on the test class path and must stay a stranger.
@ComponentScan({
        "dev.heed.config", "dev.heed.embedded", "dev.heed.security", "dev.heed.operations",
        "dev.heed.sealing", "dev.heed.ledger", "dev.heed.inforce", "dev.heed.dryrun", "dev.heed.notary", "dev.heed.clocks",
        "dev.heed.edge", "dev.heed.waking", "dev.heed.intake", "dev.heed.delivery", "dev.heed.erasure", "dev.heed.expiry", "dev.heed.session", "dev.heed.api"})
public class HeedApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("verify")) {
            System.exit(VerifyCommand.run(System.out, Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0 && args[0].equals("dry-run")) {
            System.exit(DryRunCommand.run(System.out, Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(HeedApplication.class, args);
    }
}
