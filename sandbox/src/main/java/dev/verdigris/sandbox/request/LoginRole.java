package dev.verdigris.sandbox.request;

/**
 * Who logged in.
 *
 * @param id the role's id
 * @param name its name at login
 */
public record LoginRole(String id, String name) {}
