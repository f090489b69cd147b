package dev.heed.operations;

import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * What a user may do with the management beans through the console. {@code jolokia-access.xml} says which beans there are at all; this adds who:
 * a viewer looks, an operator runs routes and queues, and only an engineer does what could change a route or send a message of her own.
 */
@Component
final class ConsoleRestrictor implements Restrictor {

    /** Operations that draw the console's pages and tell nothing about a customer. */
    private static final Set<String> LOOKING = Set.of(
            "dumpRouteAsXml", "dumpRoutesAsXml", "dumpRouteAsYaml", "dumpRoutesAsYaml", "dumpRouteStatsAsXml", "dumpRoutesStatsAsXml",
            "dumpRouteStatsAsJSon", "dumpRoutesStatsAsJSon", "dumpRoutesCoverageAsXml", "dumpStepStatsAsXml", "dumpRouteSourceLocationsAsXml",
            "endpointStatistics", "listEndpoints", "listRestServices", "listEips", "componentParameterJsonSchema", "informationJson",
            "getRegistryAsJson", "list", "canInvoke");
    /** The exchanges in flight without their bodies: which one, where, for how long. */
    private static final String INFLIGHT = "DefaultInflightRepository";
    private static final Set<String> ENGINEERING = Set.of(
            "sendBody", "sendStringBody", "sendBodyAndHeaders", "requestBody", "requestStringBody", "requestBodyAndHeaders",
            "createEndpoint", "removeEndpoints", "remove", "updateRouteFromXml", "sendMessage");

    private final PolicyRestrictor policy = new PolicyRestrictor(ConsoleRestrictor.class.getResourceAsStream("/jolokia-access.xml"));
    private final RoleHierarchy roles;

    ConsoleRestrictor(RoleHierarchy roles) {
        this.roles = roles;
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        return policy.isAttributeReadAllowed(bean, attribute) && has("viewer");
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        return policy.isAttributeWriteAllowed(bean, attribute) && has("engineer");
    }

    /** @param operation its name, with or without the types of its arguments */
    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        String name = operation.replaceFirst("\\(.*", "");
        return policy.isOperationAllowed(bean, operation) && has(needed(bean, name));
    }

    private static String needed(ObjectName bean, String operation) {
        if (LOOKING.contains(operation) || operation.equals("browse") && INFLIGHT.equals(bean.getKeyProperty("name"))) {
            return "viewer";
        }
        return ENGINEERING.contains(operation) ? "engineer" : "operator";
    }

    private boolean has(String role) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user != null && roles.getReachableGrantedAuthorities(user.getAuthorities()).stream()
                .anyMatch(authority -> authority.getAuthority().equals("ROLE_" + role));
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return policy.isHttpMethodAllowed(method);
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return policy.isTypeAllowed(type);
    }

    @Override
    public boolean isRemoteAccessAllowed(String... from) {
        return policy.isRemoteAccessAllowed(from);
    }

    /** Asked for every request, strictly, and before a page of another origin is told that it may read the answer, which none may. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strictly) {
        return strictly;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName bean) {
        return policy.isObjectNameHidden(bean);
    }
}
