package dev.heed.operations;

import io.hawt.springboot.SpringHawtioContextListener;
import io.hawt.system.ConfigManager;
import io.hawt.web.auth.AuthenticationConfiguration;
import jakarta.servlet.ServletContext;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.springframework.security.authentication.jaas.SecurityContextLoginModule;
import org.springframework.security.core.Authentication;

/**
 * Tells Hawtio that whoever comes has signed in with us, so that it shows the name and a way out, and no sign-in page of its own. Hawtio has a
 * module for this that cannot be had at its present version.
 */
final class ConsoleSignIn extends SpringHawtioContextListener {

    ConsoleSignIn(ConfigManager settings, String path) {
        super(settings, path);
    }

    @Override
    protected void configureAuthenticationProviders(ServletContext servlets, AuthenticationConfiguration hawtio) {
        hawtio.setSpringSecurityEnabled(true);
        hawtio.addUserPrincipalClassName(Authentication.class.getName());
        hawtio.addConfiguration(new SignedInUser());
    }

    private static final class SignedInUser extends Configuration {

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
            return new AppConfigurationEntry[] {new AppConfigurationEntry(
                    SecurityContextLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())};
        }
    }
}
