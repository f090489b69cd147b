package dev.heed.security;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class UsersConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    }

    @Bean
    UserDetailsService users(SecuritySettings settings, PasswordEncoder encoder) {
        List<UserDetails> users = settings.users().stream().map(user -> user(user, encoder)).toList();
        return new InMemoryUserDetailsManager(users);
    }

    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix().role("engineer").implies("operator").role("operator").implies("viewer").build();
    }

    private static UserDetails user(SecuritySettings.User user, PasswordEncoder encoder) {
        boolean encoded = user.password().matches("\\{\\w+}.+");
        return User.withUsername(user.name())
                .password(encoded ? user.password() : encoder.encode(user.password()))
                .roles(user.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toArray(String[]::new))
                .build();
    }
}
