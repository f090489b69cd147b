package dev.heed.sandbox.responsys;

/** A function of the API with its own rate limit. The limits are calls a minute for the whole account. */
enum Api {

    LOGIN("login", "/auth/token", "POST", 10, "Log in with password or token"),
    MERGE("mergeListMembers", "/lists/{listName}/members", "POST", 1000, "Merge members into a profile list"),
    RETRIEVE_MANY("retrieveListMembers", "/lists/{listName}/members?action=get", "POST", 100, "Retrieve several members of a profile list"),
    DELETE_MANY("deleteListMembers", "/lists/{listName}/members?action=delete", "POST", 100, "Delete several members of a profile list"),
    RETRIEVE("retrieveListMember", "/lists/{listName}/members", "GET", 100, "Retrieve a member of a profile list by query attribute"),
    RETRIEVE_BY_RIID("retrieveListMemberByRIID", "/lists/{listName}/members/{riid}", "GET", 100, "Retrieve a member of a profile list by RIID"),
    FIELDS("getListFields", "/lists/{listName}/fields", "GET", 200, "Get the fields of a profile list"),
    ASYNC_MERGE("asyncMergeListMembers", "/lists/{listName}/members", "POST", 400, "Merge members into a profile list later"),
    ASYNC_STATUS("asyncRequestStatus", "/requests/{requestId}", "GET", 1000, "Get the result of an asynchronous request"),
    LIMITS("getThrottlingLimits", "/ratelimit", "GET", 200, "Get the rate limits of the account");

    final String function;
    final String path;
    final String verb;
    final int limit;
    final String description;

    Api(String function, String path, String verb, int limit, String description) {
        this.function = function;
        this.path = path;
        this.verb = verb;
        this.limit = limit;
        this.description = description;
    }
}
