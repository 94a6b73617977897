// SPDX-License-Identifier: MIT
// What sort of thing an object is, whatever its kind. A part of model.h, which includes it.
#ifndef GEN_MODEL_SORTS_H
#define GEN_MODEL_SORTS_H

static inline bool object_is_external(const Object *object)
{
    return ((const Schema *)object_schema(object))->external;
}
static inline bool object_is_routine(const Object *object)
{
    return object->kind == KIND_FUNCTION || object->kind == KIND_PROCEDURE;
}
static inline bool object_is_relation(const Object *object) // that queries read
{
    return object->kind == KIND_TABLE || object->kind == KIND_VIEW || object->kind == KIND_FOREIGN_TABLE ||
           object->kind == KIND_VIRTUAL;
}
static inline bool object_is_definition(const Object *object)
{
    return object->kind == KIND_DEFINITION || object->kind == KIND_FOREIGN_TABLE || object->kind == KIND_BASE;
}
static inline bool object_is_type(const Object *object)
{
    return object->kind == KIND_ENUM || object->kind == KIND_DOMAIN || object->kind == KIND_COMPOSITE ||
           object->kind == KIND_RANGE || object->kind == KIND_BASE || object->kind == KIND_SHELL;
}
static inline bool object_is_called(const Object *object) // by expressions
{
    return object_is_routine(object) || object->kind == KIND_SEQUENCE || object->kind == KIND_DEFINITION;
}
static inline bool argument_is_input(const Argument *argument)
{
    return argument->mode != ARGUMENT_OUT && argument->mode != ARGUMENT_TABLE;
}
static inline bool type_has_functions(const Object *type) // which come and go with it
{
    return type->kind == KIND_BASE || type->kind == KIND_SHELL ||
           (type->kind == KIND_RANGE && ((const RangeType *)type)->canonical);
}
const Object *type_meant(const Type *); // a type of the schema's own; of a shell what it becomes

#endif
