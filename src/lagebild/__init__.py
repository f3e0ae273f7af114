"""Lagebild: German reporting on foreign and security policy as a sourced record of events."""
