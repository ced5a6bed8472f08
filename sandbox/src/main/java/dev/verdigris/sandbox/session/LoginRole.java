package dev.verdigris.sandbox.session;

/**
 * Who logged in.
 *
 * @param id the role's id
 * @param name its name at login
 */
public record LoginRole(String id, String name) {}
