package dev.heed.security;

import dev.heed.config.CannotStartException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Who may sign in.
 *
 * @param users   at least one
 * @param maxBody bytes a request may carry
 */
@ConfigurationProperties("heed.security")
record SecuritySettings(@DefaultValue List<User> users, @DefaultValue("1048576") long maxBody) {

    SecuritySettings {
        if (users.isEmpty()) {
            throw new CannotStartException("Nobody could sign in: heed.security.users is empty.", """
                    Name at least one user in config/application.yaml:

                        heed:
                          security:
                            users:
                              - name: ada
                                password: ${HEED_PASSWORD_ADA}
                                roles: engineer""");
        }
        users.forEach(User::check);
    }

    /**
     * @param name     what is typed at sign-in
     * @param password an encoded one, such as <code>{bcrypt}$2a$10$…</code>, or the password itself, best by reference to the environment
     * @param roles    of viewer (looks), operator (acts) and engineer (changes); each includes the ones before
     */
    record User(String name, String password, List<Role> roles) {

        void check() {
            if (!StringUtils.hasText(name) || !StringUtils.hasText(password) || roles == null || roles.isEmpty()) {
                throw new CannotStartException("The user \"" + name + "\" in heed.security.users is not complete.",
                        "A user has a name, a password and at least one of the roles viewer, operator, engineer.");
            }
        }

        @Override
        public String toString() {
            return name + " " + roles;
        }
    }

    enum Role { VIEWER, OPERATOR, ENGINEER }
}
